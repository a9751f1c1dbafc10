package vn.chibo.meetings.papers;

import java.time.LocalDate;

/**
 * The term (nhiệm kỳ) in which papers are numbered on from 01. Cells follow the five-year terms of the Party congresses
 * (2025–2030); where a cell's congress falls in the year is LOCAL, so a term is taken to begin on 1 January of its year.
 */
record Term(int firstYear) {

    static Term of(LocalDate date) {
        return new Term(date.getYear() - Math.floorMod(date.getYear(), 5));
    }

    @Override
    public String toString() {
        return firstYear + "-" + (firstYear + 5);
    }
}
