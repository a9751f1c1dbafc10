package vn.chibo.meetings.web;

/** Tables that committees deliver upwards ({@code domain/kpis.md} §7); those of admission and of the review stand elsewhere. */
enum StandardTable {
    /** table 1, of one month */
    MONTH,
    /** table 2, of one month */
    CALENDAR,
    /** table 3, of half a year, a year or any months */
    PERIOD,
    /** table 6 */
    VISITS
}
