package vn.chibo.admission.register;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.chibo.admission.eligibility.Education;
import vn.chibo.admission.sourcing.Sector;
import vn.chibo.organization.Sex;

/** One line of an old register of admissions. Dates are dates of Việt Nam; {@code row} is the line's number in the sheet. */
record PastAdmission(
        int row,
        String cellCode,
        String fullName,
        Sex sex,
        LocalDate birthDate,
        boolean ethnicMinority,
        @Nullable String religion,
        boolean unionMember,
        Education education,
        Sector sector,
        String certificateNo,
        LocalDate certificateOn,
        @Nullable LocalDate appliedOn,
        @Nullable LocalDate resolvedOn,
        String decisionNo,
        LocalDate decidedOn,
        LocalDate ceremonyOn,
        @Nullable LocalDate officialOn,
        @Nullable LocalDate struckOffOn) {}
