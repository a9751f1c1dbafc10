package vn.chibo.admission.votes;

import java.util.Collection;

/**
 * Of how many a vote is the share, and how many could cast one. Members who are absent without being taken out of the
 * base stay in it: staying away is as good as a vote against.
 *
 * @param members all of whom the share is taken
 * @param present those of them who can be handed a ballot paper
 */
public record VoteBase(int members, int present) {

    public VoteBase {
        if (members < 0 || present < 0 || present > members) {
            throw new IllegalArgumentException("Not a base: " + present + " of " + members);
        }
    }

    /** The cell's vote. */
    public static VoteBase ofCell(Collection<Voter> members) {
        var counted = members.stream().filter(Voter::counts).toList();
        return new VoteBase(
                counted.size(), (int) counted.stream().filter(Voter::present).count());
    }

    /** A committee or standing committee: the share is of all its members, however many came. */
    public static VoteBase ofBody(int members, int present) {
        return new VoteBase(members, present);
    }
}
