package vn.chibo.agenda;

import java.time.LocalDate;

/**
 * Who votes at a sitting, by its roll call.
 *
 * @param official all official members of the cell
 * @param base whom a threshold is reckoned by: without those temporarily elsewhere and without exempt members who are
 *     absent (294-QĐ/TW, point 9.3.2)
 * @param present official members in the room
 * @param day of the sitting, in Việt Nam
 */
public record Voters(int official, int base, int present, LocalDate day) {}
