/** The page on which the count of a cell's ballot is entered during its sitting. */
@NullMarked
package vn.chibo.admission.ballot;

import org.jspecify.annotations.NullMarked;
