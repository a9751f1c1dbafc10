package vn.chibo.admission.sourcing;

import java.time.LocalDate;
import java.util.UUID;
import vn.chibo.organization.UnitId;

/** A course of Party awareness to which a committee sends people by decision. */
record Course(UUID id, UnitId committee, Details details, int places, int certified) {

    record Details(String decisionNumber, LocalDate decisionDate, LocalDate startsOn, LocalDate endsOn, String place) {}
}
