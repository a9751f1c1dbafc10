package vn.chibo.admission.sourcing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.chibo.admission.eligibility.Education;
import vn.chibo.organization.Sex;

/**
 * What the cell writes down about a person.
 *
 * @param local from the place itself, not posted or moved there
 * @param resolutionNumber of the cell's resolution that put the person on the list
 */
record ProspectDetails(
        String fullName,
        Sex sex,
        LocalDate birthDate,
        boolean ethnicMinority,
        @Nullable String religion,
        boolean unionMember,
        Education education,
        Sector sector,
        PlaceType placeType,
        boolean local,
        Introducer introducedBy,
        LocalDate watchSince,
        String resolutionNumber,
        LocalDate resolutionDate) {}
