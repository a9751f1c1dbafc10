package vn.chibo.meetings.papers;

import java.util.Map;
import org.springframework.context.ApplicationContext;
import vn.chibo.identity.CurrentUser;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.sitting.RoomActs;

/** Signing and issuing for tests of other packages. */
public final class PaperActs {

    private final Papers papers;

    public PaperActs(ApplicationContext context) {
        papers = context.getBean(Papers.class);
    }

    public void signMinutes(CurrentUser by, MeetingId id) {
        papers.signMinutes(by, id);
    }

    public void issue(CurrentUser by, MeetingId id) {
        papers.issue(by, id, Map.of("direction", "Phương hướng, " + RoomActs.TYPED));
    }
}
