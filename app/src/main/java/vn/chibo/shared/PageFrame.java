package vn.chibo.shared;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the frame around every page shows. Templates find it as {@code frame}; it is missing where an error happened
 * before anyone was known.
 *
 * @param onBehalf posts of others the person acts for today
 * @param unreadNotices how many notices await the person; null where none are kept for whoever looks
 */
public record PageFrame(
        @Nullable String userName,
        List<Item> navigation,
        @Nullable Long unreadNotices,
        @Nullable String otherLanguageUrl,
        List<OnBehalf> onBehalf) {

    /** A post the person acts for at present. */
    public record OnBehalf(String officeKey, String unitCode) {}

    /** One entry of the navigation. */
    public record Item(String path, String labelKey, boolean active) {}
}
