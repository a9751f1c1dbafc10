package vn.chibo.admission;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.UnitId;

/** An admission as pages and other modules read it. {@code guide} is the sponsor of the probation. */
public record AdmissionView(
        AdmissionId id,
        UUID candidate,
        UnitId cell,
        String cellCode,
        UnitId committee,
        String committeeCode,
        AdmissionState state,
        boolean returned,
        boolean extended,
        boolean transferred,
        Subject subject,
        LocalDate certificateIssuedOn,
        @Nullable LocalDate decideBy,
        @Nullable LocalDate clockPausedOn,
        @Nullable String decisionNo,
        @Nullable LocalDate decidedOn,
        @Nullable LocalDate ceremonyBy,
        @Nullable LocalDate ceremonyOn,
        @Nullable MemberId guide,
        @Nullable LocalDate probationEndsOn,
        @Nullable LocalDate officialOn,
        @Nullable String reason) {}
