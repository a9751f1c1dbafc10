package vn.chibo.processtest;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The one way times are written here, so that comparing the texts compares the times. */
final class ApiTime {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");

    private ApiTime() {}

    static String column(String timestamp) {
        return "to_char(" + timestamp + " at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
    }

    static boolean isTime(String field) {
        return field.endsWith("Date") || field.endsWith("Time");
    }

    static String of(String text) {
        try {
            return FORMAT.format(OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new BadRequest("Not a time: " + text);
        }
    }
}
