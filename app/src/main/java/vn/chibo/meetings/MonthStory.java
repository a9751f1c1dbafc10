package vn.chibo.meetings;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the month's own page tells beyond {@link MeetingView}: how the date came about, what became of the month. */
public record MonthStory(
        String committeeCode,
        Instant registerBy,
        boolean hasAssignedMember,
        boolean cellTooSmall,
        boolean consentPending,
        @Nullable String dateNote,
        @Nullable String refusalReason,
        List<Postponement> postponements,
        @Nullable String papersLink,
        @Nullable String paperReference,
        @Nullable Instant heldStart,
        @Nullable Instant heldEnd,
        @Nullable String resolutionNumber,
        @Nullable String publishedLink,
        @Nullable String notHeldReason,
        @Nullable String notHeldRemedy,
        @Nullable Boolean notHeldJustified,
        @Nullable String notHeldOpinion) {}
