/**
 * The fault suite: the month of a whole area of cells, lived by simulated people over HTTP while parts of the
 * installation are killed, cut off and starved; its records must be those of a month without trouble. Run by
 * {@code ./chibo faults}.
 */
package vn.chibo.faults;
