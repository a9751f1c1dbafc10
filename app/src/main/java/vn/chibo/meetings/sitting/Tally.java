package vn.chibo.meetings.sitting;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One counted vote. The base is that of the roll call (R14) and absent members stay in it; the counts are those of the
 * official members in the room, every one of whom is for, against or without opinion.
 */
record Tally(int base, int entitled, int inFavour, int against, int noOpinion, Threshold threshold) {

    /** @throws SittingRuleViolation when the counts cannot be right; beside the field that must change */
    Tally {
        if (base <= 0) {
            throw SittingRuleViolation.at("inFavour", "sitting.error.vote.nobodyVotes");
        }
        refuseNegative("inFavour", inFavour);
        refuseNegative("against", against);
        refuseNegative("noOpinion", noOpinion);
        var sum = (long) inFavour + against + noOpinion;
        if (sum != entitled) {
            throw SittingRuleViolation.at(
                    "inFavour",
                    sum > entitled ? "sitting.error.vote.tooMany" : "sitting.error.vote.tooFew",
                    sum,
                    entitled);
        }
    }

    boolean passed() {
        return threshold.met(inFavour, base);
    }

    /** Percent in favour with one decimal, half up, as written in Việt Nam: {@code 81,8}. */
    String percent() {
        return BigDecimal.valueOf(inFavour * 100L)
                .divide(BigDecimal.valueOf(base), 1, RoundingMode.HALF_UP)
                .toString()
                .replace('.', ',');
    }

    /** Such as {@code 18/22 = 81,8 %, quy tắc > 1/2, thông qua}; the same in every language, as it stands in the papers. */
    String line() {
        return "%d/%d = %s %%, quy tắc %s, %s"
                .formatted(inFavour, base, percent(), threshold.sign(), passed() ? "thông qua" : "không thông qua");
    }

    private static void refuseNegative(String field, int count) {
        if (count < 0) {
            throw SittingRuleViolation.at(field, "sitting.error.vote.negative");
        }
    }
}
