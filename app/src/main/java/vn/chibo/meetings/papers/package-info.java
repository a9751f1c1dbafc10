/** Minutes, resolution and notice as print-ready pages, and their numbers. */
@NullMarked
package vn.chibo.meetings.papers;

import org.jspecify.annotations.NullMarked;
