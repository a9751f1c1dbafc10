package vn.chibo.meetings.sitting;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Predicate;

/** The sums of a roll call and what follows from them for quorum and votes. */
record RollCall(List<AttendanceLine> lines) {

    int members() {
        return lines.size();
    }

    int official() {
        return count(AttendanceLine::official);
    }

    int probationary() {
        return members() - official();
    }

    /** Members whose presence counts (R11): a member of an excepted group who came counts too. */
    int expected() {
        return count(line -> line.presence() == null || !line.presence().outOfAttendance());
    }

    int present() {
        return count(AttendanceLine::present);
    }

    /** Those in the room who vote: probationary members never do (R12). */
    int officialPresent() {
        return count(line -> line.official() && line.present());
    }

    int with(Presence presence) {
        return count(line -> line.presence() == presence);
    }

    int notCalled() {
        return count(line -> line.presence() == null);
    }

    /** The base of a vote (R14). */
    int voteBase() {
        return count(AttendanceLine::inVoteBase);
    }

    /**
     * Official members present as percent of the vote base, two decimals, so that exactly 2/3 meets a limit written as
     * 66.67. No national quorum is known (R15); the limit is a parameter and only warns.
     */
    BigDecimal quorumPercent() {
        return voteBase() == 0
                ? BigDecimal.ZERO.setScale(2)
                : BigDecimal.valueOf(officialPresent() * 100L)
                        .divide(BigDecimal.valueOf(voteBase()), 2, RoundingMode.HALF_UP);
    }

    boolean reaches(BigDecimal warnPercent) {
        return voteBase() > 0 && quorumPercent().compareTo(warnPercent) >= 0;
    }

    /** Fewer official members than {@code minimum} cannot hold a deciding meeting (R16). */
    boolean mayDecide(int minimum) {
        return official() >= minimum;
    }

    private int count(Predicate<AttendanceLine> which) {
        return (int) lines.stream().filter(which).count();
    }
}
