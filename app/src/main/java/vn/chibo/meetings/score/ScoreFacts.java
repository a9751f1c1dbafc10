package vn.chibo.meetings.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.chibo.meetings.MeetingView;
import vn.chibo.meetings.sitting.SittingFacts;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.shared.DomainTime;

/**
 * The facts of one meeting in the units criteria are judged by. Null: not known (yet).
 *
 * @param minutes length of the sitting
 * @param requiredMinutes the minimum for this cell and kind of sitting (R2–R5)
 * @param attendance percent of those expected
 * @param speakers percent of those present
 * @param targetsReached percent of the targets of last month's resolution; null when they were not counted
 * @param tasksDone percent of last month's tasks that were due; null when none was due
 */
public record ScoreFacts(
        @Nullable Integer minutes,
        int requiredMinutes,
        @Nullable BigDecimal attendance,
        int unexcused,
        int maxConsecutiveExcused,
        int allowedConsecutiveExcused,
        boolean preMeetingMet,
        boolean noticeToAll,
        boolean papersBefore,
        @Nullable Boolean papersAfter,
        boolean allSteps,
        boolean praiseOrReminder,
        @Nullable BigDecimal speakers,
        @Nullable Integer criticismMinutes,
        int requiredCriticismMinutes,
        @Nullable BigDecimal targetsReached,
        @Nullable BigDecimal tasksDone,
        boolean conclusionAdopted) {

    /** While the sitting goes on its length is that until {@code now}. */
    public static ScoreFacts of(MeetingView meeting, SittingFacts sitting, Instant now) {
        var policy = meeting.policy();
        var targets = sitting.targets();
        return new ScoreFacts(
                minutes(sitting, now),
                requiredMinutes(meeting, sitting),
                percent(sitting.present(), sitting.expected()),
                sitting.unexcused(),
                sitting.maxConsecutiveExcused(),
                policy.integer("attendance.maxConsecutiveExcused"),
                !meeting.hasCommittee() || meeting.preMeetingHeldAt() != null,
                meeting.noticeSentAt() != null && meeting.noticeReachedAll(),
                papersBefore(meeting, policy),
                papersAfter(meeting, sitting, policy),
                sitting.everyAgendaItemConcluded(),
                sitting.praiseOrReminderGiven(),
                percent(sitting.speakers(), sitting.present()),
                sitting.criticismMinutes(),
                policy.isSet("criticism.minMinutes") ? policy.integer("criticism.minMinutes") : 0,
                targets == null ? null : percent(targets.number(), targets.of()),
                percent(sitting.tasksDone(), sitting.tasksDue()),
                Boolean.TRUE.equals(sitting.resolutionPassed()));
    }

    /** R2 to R5. */
    public boolean isLongEnough() {
        return minutes != null && minutes >= requiredMinutes;
    }

    private static @Nullable Integer minutes(SittingFacts sitting, Instant now) {
        var start = sitting.start();
        var end = sitting.end();
        return start == null
                ? null
                : (int) Duration.between(start, end == null ? now : end).toMinutes();
    }

    private static int requiredMinutes(MeetingView meeting, SittingFacts sitting) {
        var policy = meeting.policy();
        var required =
                policy.integer(meeting.combinedWithThematic() ? "meeting.minMinutesCombined" : "meeting.minMinutes");
        if (policy.isSet("meeting.minMinutesLargeCell")
                && policy.isSet("meeting.largeCellFrom")
                && sitting.members() >= policy.integer("meeting.largeCellFrom")) {
            required = Math.max(required, policy.integer("meeting.minMinutesLargeCell"));
        }
        return required;
    }

    private static boolean papersBefore(MeetingView meeting, PolicySnapshot policy) {
        var uploaded = meeting.papersUploadedAt();
        var start = meeting.plannedStart();
        return uploaded != null
                && start != null
                && !DomainTime.dateOf(uploaded)
                        .isAfter(DomainTime.dateOf(start).minusDays(policy.integer("docs.uploadLeadDays")));
    }

    private static @Nullable Boolean papersAfter(MeetingView meeting, SittingFacts sitting, PolicySnapshot policy) {
        var published = meeting.publishedAt();
        var end = sitting.end();
        if (published == null || end == null) {
            return null;
        }
        return !DomainTime.dateOf(published)
                .isAfter(DomainTime.dateOf(end).plusDays(policy.integer("docs.publishAfterDays")));
    }

    private static @Nullable BigDecimal percent(int part, int whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part * 100L).divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
    }
}
