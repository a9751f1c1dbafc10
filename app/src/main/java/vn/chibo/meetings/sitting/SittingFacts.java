package vn.chibo.meetings.sitting;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.MemberId;

/**
 * What the records of a sitting say in numbers: the score sheet is prefilled from it, the papers print it.
 *
 * @param expected members whose presence counts: all but EXEMPT, TEMP_AWAY and SPECIAL_DUTY (R11)
 * @param officialInBase base of an ordinary vote (R14): official, without temporarily away and without absent exempt members
 * @param maxConsecutiveExcused the longest current run of excused absences of any member this year
 * @param criticismMinutes minutes given to ideology, self-criticism and criticism; null when not recorded
 * @param tasksDue tasks of last month due at this meeting; {@code tasksDone} of them settled as done
 * @param dues members who paid their dues, of those liable; null when not counted
 * @param targets targets of last month's resolution that were reached, of those set; null when not counted
 * @param resolutionPassed null while not voted
 */
public record SittingFacts(
        SittingId id,
        @Nullable Instant start,
        @Nullable Instant end,
        int members,
        int official,
        int probationary,
        int expected,
        int present,
        int officialPresent,
        int excused,
        int unexcused,
        int exempt,
        int away,
        int officialInBase,
        int maxConsecutiveExcused,
        int speakers,
        @Nullable Integer criticismMinutes,
        int tasksDue,
        int tasksDone,
        @Nullable Share dues,
        @Nullable Share targets,
        boolean praiseOrReminderGiven,
        boolean everyAgendaItemConcluded,
        @Nullable Boolean resolutionPassed,
        @Nullable MemberId chair,
        @Nullable MemberId minuteTaker) {

    public record Share(int number, int of) {}
}
