package vn.chibo.meetings.sitting;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The meeting room as the template reads it. Names stand in it, texts as typed, times of Việt Nam. */
record RoomView(
        UUID meeting,
        String cellName,
        String period,
        @Nullable LocalDateTime plannedStart,
        @Nullable String place,
        String state,
        boolean record,
        boolean conduct,
        @Nullable String chair,
        @Nullable String chairBasis,
        @Nullable String minuteTaker,
        @Nullable LocalDateTime startedAt,
        @Nullable LocalDateTime endedAt,
        Map<String, Form> parts,
        List<Person> members,
        List<Person> present,
        Roll roll,
        boolean rollCallClosed,
        boolean quorumSettled,
        boolean mayDecide,
        boolean agendaClosed,
        boolean programmeClosed,
        @Nullable String resolution,
        boolean resolutionSettled,
        List<String> picks,
        List<Item> items,
        Form newItem,
        List<Review> reviews,
        List<Task> tasks,
        Form newTask,
        List<Vote> votes,
        Form resolutionVote,
        int minOfficial,
        int unconcluded) {

    public boolean running() {
        return state.equals("OPEN");
    }

    /** Whether votes may be taken now: roll call closed, quorum settled, cell large enough. */
    public boolean votable() {
        return running() && rollCallClosed && quorumSettled && mayDecide;
    }

    /** What the two counts of a part say; null where they are missing or cannot be. */
    public SittingFacts.@Nullable Share counted(String part) {
        var form = parts.get(part);
        return form == null
                ? null
                : Part.valueOf(part.toUpperCase(Locale.ROOT))
                        .counted(new Typed(form.values()))
                        .orElse(null);
    }

    public List<Vote> votesOn(String purpose) {
        return votes.stream().filter(vote -> vote.purpose().equals(purpose)).toList();
    }

    /**
     * One form of the page: values as stored, or as typed when they were refused; then {@code errors} by field (empty
     * name: the form as a whole), and {@code saved}: what somebody else stored meanwhile.
     */
    record Form(
            String id,
            long version,
            Map<String, String> values,
            Map<String, String> errors,
            @Nullable Map<String, String> saved,
            boolean closed,
            @Nullable String savedBy,
            @Nullable LocalDateTime savedAt,
            UUID fresh) {

        public String value(String field) {
            return values.getOrDefault(field, "");
        }

        @Nullable public String error(String field) {
            return errors.get(field);
        }

        /** What stands in the records for this field, when it is not what was typed here. */
        @Nullable public String other(String field) {
            if (saved == null) {
                return null;
            }
            var other = saved.getOrDefault(field, "");
            return other.equals(value(field)) ? null : other;
        }
    }

    record Person(String id, String name, boolean official) {}

    record Roll(
            List<Line> lines,
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
            int notCalled,
            int base,
            String quorumPercent,
            boolean quorumReached,
            String quorumLimit) {}

    /** @param run times excused in a row this year, this sitting included; {@code warn} when over the policy limit */
    record Line(
            String member,
            String name,
            boolean official,
            String participation,
            @Nullable String presence,
            List<String> choices,
            int run,
            boolean warn,
            Form form) {}

    record Item(
            UUID id,
            int position,
            String kind,
            boolean personnelBlocked,
            Form form,
            List<Speech> speeches,
            Form newSpeech,
            List<Vote> votes,
            Form newVote,
            @Nullable Decision decision) {}

    /**
     * The vote on what a case asks.
     *
     * @param page where it is entered; null once the case has withdrawn its question
     * @param line the result, null while there is none
     */
    record Decision(@Nullable String page, @Nullable String line, boolean passed) {}

    record Speech(UUID id, String speaker, Form form) {}

    record Vote(
            UUID id,
            String purpose,
            int round,
            String subject,
            String line,
            boolean passed,
            String detail,
            long version) {}

    record Review(
            UUID task,
            String content,
            String owner,
            String helpers,
            @Nullable String due,
            String stateAtStart,
            boolean dueNow,
            Form form) {}

    record Task(UUID id, String owner, String helpers, Form form) {}
}
