package vn.chibo.monitoring.acts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Office;
import vn.chibo.organization.UnitId;

/** One act over a frozen list of rows. People are accounts: who has no member may not act, but the record outlives members. */
record BulkAct(
        UUID id,
        ActKind kind,
        UnitId unit,
        State state,
        Map<String, String> arguments,
        UUID createdBy,
        Instant createdAt,
        @Nullable UUID doneBy,
        @Nullable Instant doneAt,
        @Nullable UUID undoneBy,
        @Nullable Instant undoneAt) {

    static final String RECIPIENT = "recipient";
    static final String REASON = "reason";

    /** As recipient: back to all who hold the posts. */
    static final String ALL_HOLDERS = "ALL";

    /** As recipient, before the name of an {@link Office}: in each unit whoever holds it. */
    static final String POST = "POST:";

    enum State {
        PREVIEW,
        DONE,
        UNDONE
    }

    /** Whether it is known to whom the tasks go. */
    boolean hasRecipient() {
        return arguments.containsKey(RECIPIENT);
    }

    /** The member who gets the tasks; empty when they go elsewhere, or while nobody was named. */
    Optional<String> member() {
        return Optional.ofNullable(arguments.get(RECIPIENT))
                .filter(recipient -> !recipient.equals(ALL_HOLDERS) && !recipient.startsWith(POST));
    }

    /** The post whose holder in each unit gets the tasks; empty when they go elsewhere. */
    Optional<Office> post() {
        return Optional.ofNullable(arguments.get(RECIPIENT))
                .filter(recipient -> recipient.startsWith(POST))
                .map(recipient -> Office.valueOf(recipient.substring(POST.length())));
    }

    /**
     * @param oldAssignee who had the task when the list was frozen, null for all holders of its posts
     * @param newAssignee who has it since it was carried out, null for all holders of its posts and before
     * @param result null until it was carried out
     * @param messageKey the result in words
     * @param told who got a notice of it
     */
    record Item(
            Row row,
            @Nullable String oldAssignee,
            @Nullable String newAssignee,
            @Nullable Result result,
            @Nullable String messageKey,
            List<MemberId> told,
            @Nullable Result undoResult,
            @Nullable String undoMessageKey) {

        static Item frozen(Row row, @Nullable String assignee) {
            return new Item(row, assignee, null, null, null, List.of(), null, null);
        }
    }

    /** What a row's check says: the result, and why in a key of the message bundle. */
    record Verdict(Result result, String messageKey) {

        static Verdict ok(ActKind kind) {
            return new Verdict(Result.OK, "supervision.ok." + kind);
        }

        static Verdict skipped(String why) {
            return new Verdict(Result.SKIPPED, "supervision.why." + why);
        }

        static Verdict refused(String why) {
            return new Verdict(Result.REFUSED, "supervision.why." + why);
        }

        boolean isOk() {
            return result == Result.OK;
        }
    }
}
