package vn.chibo.month;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.SplittableRandom;

/**
 * What the people of one cell will do and write this month. Everything follows from the plan and from what the pages
 * show, nothing from the time of day, so two runs of one plan end in the same records.
 *
 * @param number of the cell, as in its account {@code bithu.cb017}
 * @param day the day the cell meets; for a cell that moves its meeting, the day before it moves
 * @param seed what its texts and numbers are drawn from
 */
public record CellPlan(int number, LocalDate day, LocalTime time, String place, Story story, long seed) {

    private static final int LATER_DAY = 20;

    /** What is special about the month of a cell. */
    public enum Story {
        PLAIN,
        /** the committee office asks for another date once */
        DATE_REFUSED,
        /** the meeting is moved before it opens */
        POSTPONED,
        /** the secretary says beforehand that the cell will not meet */
        DECLARED_NOT_HELD,
        /** nobody does anything, until the month is over */
        SILENT,
        /** too few people come, they meet all the same */
        FEW_GO_ON,
        /** too few people come, the meeting is moved */
        FEW_POSTPONED,
        /** the committee returns the score once for an explanation */
        SCORE_RETURNED,
        /** the resolution is voted down once, rewritten and passed */
        RESOLUTION_REWRITTEN
    }

    /** A number from 0 to below {@code bound} that belongs to this cell and this question. */
    int draw(String question, int bound) {
        return new SplittableRandom(seed * 31 + question.hashCode()).nextInt(bound);
    }

    boolean tells(Story wanted) {
        return story == wanted;
    }

    /** The day an office that refuses refuses: the cell proposes it first. */
    LocalDate refusedDay() {
        return day.plusDays(1);
    }

    /** The day the meeting is moved to. */
    public LocalDate laterDay() {
        return day.withDayOfMonth(LATER_DAY);
    }
}
