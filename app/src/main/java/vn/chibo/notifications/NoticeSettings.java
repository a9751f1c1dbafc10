package vn.chibo.notifications;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long notices are kept. What they tell stands in the histories of the cases, so nothing is lost with them.
 *
 * @param keepRead counted from the reading
 * @param keepUnread counted from the event; more than a year, for people who seldom sign in
 * @param batch how many are deleted in one transaction
 */
@ConfigurationProperties("chibo.notices")
record NoticeSettings(
        @DefaultValue("P90D") Duration keepRead,
        @DefaultValue("P400D") Duration keepUnread,
        @DefaultValue("1000") int batch) {

    NoticeSettings {
        if (keepRead.isNegative() || keepUnread.isNegative() || batch < 1) {
            throw new IllegalArgumentException("chibo.notices: times are not negative, a batch holds at least one");
        }
    }
}
