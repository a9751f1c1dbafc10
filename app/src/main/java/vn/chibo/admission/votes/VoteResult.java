package vn.chibo.admission.votes;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** One ballot on one person, counted. The percentage is for reading only; whether it passed is exact. */
public record VoteResult(VoteBase base, Count count, Threshold threshold) {

    public boolean passed() {
        return threshold.met(count.inFavour(), base.members());
    }

    /** Percent in favour with one decimal, half up, as written in Việt Nam: {@code 69,6}. */
    public String percent() {
        if (base.members() == 0) {
            return "0,0";
        }
        return BigDecimal.valueOf(count.inFavour() * 100L)
                .divide(BigDecimal.valueOf(base.members()), 1, RoundingMode.HALF_UP)
                .toString()
                .replace('.', ',');
    }
}
