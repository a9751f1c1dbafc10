/** Measurements of the whole, run by hand with {@code ./chibo bench}: method and figures in {@code docs/benchmarks.md}. */
@NullMarked
package vn.chibo.bench;

import org.jspecify.annotations.NullMarked;
