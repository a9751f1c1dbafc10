package vn.chibo.shared;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;

/**
 * A person's unread notices, for the frame around every page and the start page. The module that keeps notices
 * implements it; where none does, pages show nothing of them.
 */
public interface UnreadNotices {

    /** @param member the signed-in person's member id */
    long count(UUID member);

    /** The newest unread ones, at most {@code limit}. */
    List<Line> newest(UUID member, int limit);

    /** One notice in the reader's language; opening it posts to {@code /notices/{id}/opening}. */
    record Line(long id, String text, ZonedDateTime at, boolean unread) {}
}
