package vn.chibo.meetings.sitting;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.chibo.organization.MemberId;
import vn.chibo.shared.DomainTime;

/** What a person typed in a form, field by field; reading it as something else refuses beside that field. */
record Typed(Map<String, String> fields) {

    static final DateTimeFormatter DATE_TIME_INPUT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    private static final List<DateTimeFormatter> DATES = formats("uuuu-MM-dd", "d/M/uuuu", "d-M-uuuu");
    private static final List<DateTimeFormatter> DATE_TIMES =
            formats("uuuu-MM-dd'T'HH:mm", "uuuu-MM-dd'T'HH:mm:ss", "H:mm d/M/uuuu", "d/M/uuuu H:mm");

    /** The text without surrounding space; empty when the field is missing. PostgreSQL keeps no NUL character. */
    String text(String field) {
        return fields.getOrDefault(field, "")
                .replace("\0", "")
                .replace("\r\n", "\n")
                .strip();
    }

    String text(String field, int most) {
        var text = text(field);
        if (text.length() > most) {
            throw SittingRuleViolation.at(field, "sitting.error.tooLong", most, text.length());
        }
        return text;
    }

    String required(String field, int most) {
        var text = text(field, most);
        if (text.isEmpty()) {
            throw SittingRuleViolation.at(field, "sitting.error.required");
        }
        return text;
    }

    boolean isBlank(String field) {
        return text(field).isEmpty();
    }

    /** A count of people; nobody counts more than four digits of them. */
    int count(String field) {
        var text = required(field, 20);
        if (!text.matches("\\d{1,4}")) {
            throw SittingRuleViolation.at(field, "sitting.error.number");
        }
        return Integer.parseInt(text);
    }

    /** Two counts that say something only together; empty when neither was typed. */
    Optional<SittingFacts.Share> share(String number, String of) {
        if (isBlank(number) && isBlank(of)) {
            return Optional.empty();
        }
        for (var field : List.of(of, number)) {
            if (isBlank(field)) {
                throw SittingRuleViolation.at(field, "sitting.error.bothOrNone");
            }
        }
        var share = new SittingFacts.Share(count(number), count(of));
        if (share.number() > share.of()) {
            throw SittingRuleViolation.at(number, "sitting.error.moreThanAll", share.of());
        }
        return Optional.of(share);
    }

    Optional<MemberId> member(String field) {
        if (isBlank(field)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MemberId(UUID.fromString(text(field))));
        } catch (IllegalArgumentException e) {
            throw SittingRuleViolation.at(field, "sitting.error.unknownMember");
        }
    }

    Optional<LocalDate> date(String field) {
        if (isBlank(field)) {
            return Optional.empty();
        }
        for (var format : DATES) {
            try {
                var date = LocalDate.parse(text(field), format);
                if (isOfOurTime(date.getYear())) {
                    return Optional.of(date);
                }
            } catch (DateTimeParseException e) {
                // the next format
            }
        }
        throw SittingRuleViolation.at(field, "sitting.error.date");
    }

    /** A moment typed as date and hour of Việt Nam. */
    Instant dateTime(String field) {
        var text = required(field, 40);
        for (var format : DATE_TIMES) {
            try {
                var time = LocalDateTime.parse(text, format);
                if (isOfOurTime(time.getYear())) {
                    return time.atZone(DomainTime.ZONE).toInstant();
                }
            } catch (DateTimeParseException e) {
                // the next format
            }
        }
        throw SittingRuleViolation.at(field, "sitting.error.dateTime");
    }

    Optional<YearMonth> month(String field) {
        if (isBlank(field)) {
            return Optional.empty();
        }
        for (var format : formats("uuuu-MM", "M/uuuu")) {
            try {
                var month = YearMonth.parse(text(field), format);
                if (isOfOurTime(month.getYear())) {
                    return Optional.of(month);
                }
            } catch (DateTimeParseException e) {
                // the next format
            }
        }
        throw SittingRuleViolation.at(field, "sitting.error.month");
    }

    /** A mistyped century is a mistake, and PostgreSQL knows no year 999999999. */
    private static boolean isOfOurTime(int year) {
        return year >= 1900 && year <= 2200;
    }

    <E extends Enum<E>> E choice(String field, Class<E> type) {
        try {
            return Enum.valueOf(type, text(field));
        } catch (IllegalArgumentException e) {
            throw SittingRuleViolation.at(field, "sitting.error.choose");
        }
    }

    /** The fields a part may have, cleaned, none longer than it may be; fields it does not know are dropped. */
    Map<String, String> only(Map<String, Integer> known) {
        var kept = new LinkedHashMap<String, String>();
        known.forEach((field, most) -> {
            if (fields.containsKey(field)) {
                kept.put(field, text(field, most));
            }
        });
        return kept;
    }

    private static List<DateTimeFormatter> formats(String... patterns) {
        return java.util.Arrays.stream(patterns)
                .map(pattern -> DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT))
                .toList();
    }
}
