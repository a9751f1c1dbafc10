package vn.chibo.meetings.score;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.chibo.meetings.score.ScoreTemplate.Criterion;
import vn.chibo.meetings.score.ScoreTemplate.Level;

/** Points the facts speak for, with the fact in words: {@code messageKey} and its arguments. */
record Suggestion(BigDecimal points, String messageKey, List<Object> arguments) {

    /** Null when the system does not know: the people decide. */
    static @Nullable Suggestion of(Criterion criterion, ScoreFacts facts) {
        var fact = criterion.fact();
        if (fact == null) {
            return null;
        }
        return switch (fact) {
            case LENGTH -> length(criterion, facts);
            case ATTENDANCE -> attendance(criterion, facts);
            case SPEAKERS -> percentage(criterion, facts.speakers(), "score.fact.speakers");
            case LAST_MONTH_TASKS ->
                facts.targetsReached() == null
                        ? percentage(criterion, facts.tasksDone(), "score.fact.lastMonthTasks")
                        : percentage(criterion, facts.targetsReached(), "score.fact.lastMonthTargets");
            case EXCUSED_IN_A_ROW ->
                yesNo(
                        criterion,
                        facts.maxConsecutiveExcused() <= facts.allowedConsecutiveExcused(),
                        "score.fact.excusedInARow",
                        facts.maxConsecutiveExcused());
            case PRE_MEETING -> yesNo(criterion, facts.preMeetingMet(), "score.fact.preMeeting");
            case NOTICE_TO_ALL -> yesNo(criterion, facts.noticeToAll(), "score.fact.noticeToAll");
            case PAPERS_BEFORE -> yesNo(criterion, facts.papersBefore(), "score.fact.papersBefore");
            case PAPERS_AFTER -> {
                var after = facts.papersAfter();
                yield after == null ? null : yesNo(criterion, after, "score.fact.papersAfter");
            }
            case ALL_STEPS -> yesNo(criterion, facts.allSteps(), "score.fact.allSteps");
            case PRAISE_OR_REMINDER -> yesNo(criterion, facts.praiseOrReminder(), "score.fact.praiseOrReminder");
            case CRITICISM_TIME -> {
                var minutes = facts.criticismMinutes();
                yield minutes == null
                        ? null
                        : yesNo(
                                criterion,
                                minutes >= facts.requiredCriticismMinutes(),
                                "score.fact.criticismTime",
                                minutes);
            }
            case CONCLUSION_ADOPTED -> yesNo(criterion, facts.conclusionAdopted(), "score.fact.conclusionAdopted");
        };
    }

    private static @Nullable Suggestion length(Criterion criterion, ScoreFacts facts) {
        var minutes = facts.minutes();
        if (minutes == null) {
            return null;
        }
        var shortBy = Math.max(0, facts.requiredMinutes() - minutes);
        var percent = BigDecimal.valueOf(minutes * 100L)
                .divide(BigDecimal.valueOf(Math.max(1, facts.requiredMinutes())), 1, java.math.RoundingMode.DOWN);
        return at(level(criterion, percent, shortBy), "score.fact.length", minutes, facts.requiredMinutes());
    }

    private static @Nullable Suggestion attendance(Criterion criterion, ScoreFacts facts) {
        var attendance = facts.attendance();
        if (attendance == null) {
            return null;
        }
        var level = facts.unexcused() > 0 ? criterion.choices().getLast() : level(criterion, attendance, null);
        return at(level, "score.fact.attendance", attendance, facts.unexcused());
    }

    private static @Nullable Suggestion percentage(Criterion criterion, @Nullable BigDecimal percent, String key) {
        return percent == null ? null : at(level(criterion, percent, null), key, percent);
    }

    private static Suggestion yesNo(Criterion criterion, boolean met, String key, Object... arguments) {
        return new Suggestion(
                met ? criterion.max() : BigDecimal.ZERO, key + (met ? ".yes" : ".no"), List.of(arguments));
    }

    private static @Nullable Suggestion at(@Nullable Level level, String key, Object... arguments) {
        return level == null ? null : new Suggestion(level.points(), key, List.of(arguments));
    }

    private static @Nullable Level level(Criterion criterion, BigDecimal percent, @Nullable Integer shortBy) {
        return criterion.choices().stream()
                .filter(level -> holds(level, percent, shortBy))
                .findFirst()
                .orElse(null);
    }

    private static boolean holds(Level level, BigDecimal percent, @Nullable Integer shortBy) {
        var limit = level.shortBy();
        if (limit != null) {
            return shortBy != null && shortBy <= limit;
        }
        var moreThan = level.moreThan();
        if (moreThan != null) {
            return percent.compareTo(moreThan) > 0;
        }
        var atLeast = level.atLeast();
        return atLeast == null || percent.compareTo(atLeast) >= 0;
    }
}
