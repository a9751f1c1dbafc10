package vn.chibo.meetings;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.UnitId;

/** A petition with its answer, if there is one. {@code level} is COMMUNE, PROVINCE or AUTHORITY. */
public record PetitionView(
        UUID id,
        MeetingId meeting,
        UnitId cell,
        String cellName,
        String content,
        String level,
        @Nullable String owner,
        Instant raisedAt,
        LocalDate dueOn,
        @Nullable String answer,
        @Nullable Instant answeredAt) {}
