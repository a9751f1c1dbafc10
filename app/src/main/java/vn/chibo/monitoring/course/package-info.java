/** How one case came to where it stands: its diagrams with the path taken, and the same as a table. */
@NullMarked
package vn.chibo.monitoring.course;

import org.jspecify.annotations.NullMarked;
