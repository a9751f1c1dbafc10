package vn.chibo.organization;

/** How many members a unit's cells have on a date; {@code absent} are those whose presence is not expected. */
public record MemberCounts(int official, int probationary, int absent) {

    public static final MemberCounts NONE = new MemberCounts(0, 0, 0);

    public int total() {
        return official + probationary;
    }

    public MemberCounts plus(MemberCounts other) {
        return new MemberCounts(official + other.official, probationary + other.probationary, absent + other.absent);
    }
}
