package vn.chibo.admission.votes;

import java.util.regex.Pattern;

/**
 * What share of its base a vote needs, as an exact fraction: "at least two thirds" of 23 is 16, which no decimal says
 * right. Written as the policy parameters are: {@code >=2/3}, {@code >1/2}.
 *
 * @param inclusive whether exactly the fraction is enough
 */
public record Threshold(int numerator, int denominator, boolean inclusive) {

    private static final Pattern WRITTEN = Pattern.compile("(>=?)(\\d{1,4})/(\\d{1,4})");

    public Threshold {
        if (numerator < 0 || denominator <= 0 || numerator > denominator) {
            throw new IllegalArgumentException("Not a share: " + numerator + "/" + denominator);
        }
    }

    public static Threshold of(String text) {
        var match = WRITTEN.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("Not a threshold: " + text);
        }
        return new Threshold(
                Integer.parseInt(match.group(2)),
                Integer.parseInt(match.group(3)),
                match.group(1).equals(">="));
    }

    /** A base of nobody is met by nothing. */
    public boolean met(int votes, int base) {
        if (base <= 0) {
            return false;
        }
        var have = (long) votes * denominator;
        var need = (long) base * numerator;
        return inclusive ? have >= need : have > need;
    }

    /** The fewest votes of this base that are enough. */
    public int needed(int base) {
        var need = (long) base * numerator;
        return (int) (inclusive ? (need + denominator - 1) / denominator : need / denominator + 1);
    }

    /** As people read it, such as "≥ 2/3". */
    public String written() {
        return (inclusive ? "≥ " : "> ") + numerator + "/" + denominator;
    }

    @Override
    public String toString() {
        return (inclusive ? ">=" : ">") + numerator + "/" + denominator;
    }
}
