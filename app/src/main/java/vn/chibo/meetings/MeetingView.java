package vn.chibo.meetings;

import java.time.Instant;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.UnitId;
import vn.chibo.policy.PolicySnapshot;

/**
 * A month's meeting as pages and the score sheet read it. Instants are UTC. What did not happen yet is null:
 * {@code noticeSentAt} (M-05), {@code papersUploadedAt} (M-06, the first upload before the meeting),
 * {@code preMeetingHeldAt} (M-04), {@code publishedAt} (M-21).
 *
 * @param hasCommittee whether the cell has a chi ủy; without one no pre-meeting is expected
 * @param secretContent nothing of this meeting is uploaded; papers are kept on paper only
 */
public record MeetingView(
        MeetingId id,
        UnitId cell,
        String cellCode,
        String cellName,
        UnitId committee,
        YearMonth period,
        MeetingStatus status,
        @Nullable Instant plannedStart,
        @Nullable Instant originalStart,
        @Nullable String place,
        MeetingMode mode,
        boolean combinedWithThematic,
        boolean secretContent,
        boolean hasCommittee,
        @Nullable MemberId chair,
        @Nullable MemberId minuteTaker,
        @Nullable Instant noticeSentAt,
        boolean noticeReachedAll,
        @Nullable Instant papersUploadedAt,
        @Nullable Instant preMeetingHeldAt,
        @Nullable Instant publishedAt,
        PolicySnapshot policy) {}
