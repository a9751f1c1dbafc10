/**
 * What those above do from the board of what is late: remind, give tasks to others, cancel. A list is frozen when it is
 * chosen, shown with what will happen to each row, checked again when it is carried out, and kept with the result of each row.
 */
@NullMarked
package vn.chibo.monitoring.acts;

import org.jspecify.annotations.NullMarked;
