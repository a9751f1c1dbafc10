package vn.chibo.admission;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/** Dates as history lines and refusals write them. */
final class AdmissionTexts {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private AdmissionTexts() {}

    static String date(LocalDate date) {
        return DATE.format(date);
    }
}
