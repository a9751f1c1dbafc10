package vn.chibo.admission.votes;

/** How often a body may vote on one question about one person before the level above decides. */
public record BallotLimit(int ballots) {

    public BallotLimit {
        if (ballots < 1) {
            throw new IllegalArgumentException("At least one ballot: " + ballots);
        }
    }

    /** Whether there may be another ballot after so many that did not reach the threshold. */
    public boolean leavesAnother(int failed) {
        return failed < ballots;
    }
}
