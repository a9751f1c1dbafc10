package vn.chibo.meetings.sitting;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.MemberId;

/**
 * Everything a held sitting recorded, in words, for the papers written from it. Names as on the day, times of Việt Nam.
 *
 * @param chairOffice SECRETARY, DEPUTY, or CONSENT when somebody else chaired with the committee's consent
 * @param texts what was typed in the parts of the room, by field name; missing where nothing was typed
 * @param resolution PASSED or MINUTES_ONLY; null in a cell too small to decide
 */
public record SittingRecord(
        SittingFacts facts,
        LocalDateTime start,
        LocalDateTime end,
        MemberId chairId,
        String chair,
        String chairOffice,
        MemberId minuteTakerId,
        String minuteTaker,
        Map<String, String> texts,
        List<Absence> absences,
        List<Item> items,
        List<Review> reviews,
        List<Task> tasks,
        List<Vote> votes,
        @Nullable String resolution) {

    public record Absence(String name, String presence, String reason) {}

    /** @param decision the result of the vote on what a case asked, null where none did */
    public record Item(
            String kind,
            String title,
            String content,
            String conclusion,
            List<Speech> speeches,
            List<Vote> votes,
            @Nullable String decision) {}

    public record Speech(String speaker, String content) {}

    /** @param purpose AGENDA, ITEM, RESOLUTION or MINUTES */
    public record Vote(
            String purpose,
            String subject,
            int round,
            int inFavour,
            int against,
            int noOpinion,
            String line,
            String counters,
            String method) {}

    /** @param mark NONE, PRAISE or REMINDER; {@code result} null when nothing was reported */
    public record Review(
            String content,
            String owner,
            String stateAtStart,
            @Nullable String result,
            String cause,
            String mark) {}

    public record Task(
            String content,
            String owner,
            String helpers,
            @Nullable String due,
            @Nullable String reportAt) {}

    public String text(String field) {
        return texts.getOrDefault(field, "");
    }

    public List<Vote> votesOn(String purpose) {
        return votes.stream().filter(vote -> vote.purpose().equals(purpose)).toList();
    }
}
