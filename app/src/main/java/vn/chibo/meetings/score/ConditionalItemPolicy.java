package vn.chibo.meetings.score;

/**
 * What a criterion that only counts in a month with a thematic part does in a month without one. Not settled by HD 42
 * (monthly-meeting §4.2, U): a property of the template.
 */
public enum ConditionalItemPolicy {
    /** Leave it out and scale the rest to 100: our default. */
    DROP_AND_RESCALE,
    GIVE_FULL,
    LOSE,
    /** Its points are earned in proportion on another criterion. */
    MOVE_TO
}
