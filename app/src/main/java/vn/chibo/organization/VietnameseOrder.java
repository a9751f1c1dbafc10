package vn.chibo.organization;

import java.text.Collator;
import java.util.Comparator;
import java.util.Locale;

/** Names as Vietnamese lists sort them: by given name (the last word) first, then by the whole name. */
final class VietnameseOrder {

    private static final Collator COLLATOR = Collator.getInstance(Locale.forLanguageTag("vi-VN"));

    static final Comparator<String> NAMES = Comparator.comparing(VietnameseOrder::givenName, VietnameseOrder::compare)
            .thenComparing(VietnameseOrder::compare);

    private VietnameseOrder() {}

    private static String givenName(String fullName) {
        return fullName.substring(fullName.lastIndexOf(' ') + 1);
    }

    // Collator.compare is synchronized on the instance, so one may be shared.
    private static int compare(String left, String right) {
        return COLLATOR.compare(left, right);
    }
}
