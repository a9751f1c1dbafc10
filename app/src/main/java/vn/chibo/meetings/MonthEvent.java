package vn.chibo.meetings;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.UnitId;

/**
 * What happened in a cell's month that people should hear of without having a task. Published in the transaction that
 * made it true, once; delivery may repeat, {@link #id()} stays the same. Ids, dates and the place only: no names of people.
 */
public sealed interface MonthEvent {

    UUID id();

    Month month();

    /** The month it is about. {@code cellName} is the name the month was opened under. */
    record Month(MeetingId meeting, UnitId cell, String cellName, UnitId committee, YearMonth period) {}

    /** M-05. {@code invited} are the recipients of the notice, {@code by} who sent it. */
    record NoticeSent(
            UUID id,
            Month month,
            Instant start,
            @Nullable String place,
            List<MemberId> invited,
            @Nullable MemberId by) implements MonthEvent {}

    /** Before the meeting or at its roll call. {@code invited} are those who were told of the earlier date, if any. */
    record Postponed(
            UUID id,
            Month month,
            Instant newStart,
            List<MemberId> invited,
            @Nullable MemberId by) implements MonthEvent {}

    /** The month has no meeting: the cell said so ({@code by}), or the month ended (null). */
    record NotHeld(
            UUID id,
            Month month,
            List<MemberId> invited,
            @Nullable MemberId by) implements MonthEvent {}

    /** M-01. */
    record RegistrationOverdue(UUID id, Month month) implements MonthEvent {}

    /** M-07: nobody answered whether the chosen member may chair. */
    record ConsentOverdue(UUID id, Month month) implements MonthEvent {}

    /** The sitting was opened, its day is past, and it was not brought to its end. */
    record SittingUnfinished(UUID id, Month month) implements MonthEvent {}

    /** M-21. */
    record ReportLate(UUID id, Month month) implements MonthEvent {}

    /** M-23. */
    record VerificationOverdue(UUID id, Month month) implements MonthEvent {}

    /** A petition raised in this month was answered, or its answer was corrected. */
    record PetitionAnswered(UUID id, Month month, @Nullable MemberId by) implements MonthEvent {}
}
