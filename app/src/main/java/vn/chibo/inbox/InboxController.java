package vn.chibo.inbox;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import vn.chibo.identity.CurrentUser;
import vn.chibo.identity.Users;
import vn.chibo.inbox.tasks.MyTasks.Cursor;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.UnreadNotices;

/** The task list, start page of everybody who signs in. */
@Controller
class InboxController {

    /** Unread notices above the tasks; the rest is one tap away. */
    private static final int NOTICES = 3;

    private final Inbox inbox;
    private final Users users;
    private final ObjectProvider<UnreadNotices> notices;

    InboxController(Inbox inbox, Users users, ObjectProvider<UnreadNotices> notices) {
        this.inbox = inbox;
        this.users = users;
        this.notices = notices;
    }

    @GetMapping("/inbox")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean mine,
            Model model) {
        var user = users.current();
        var filter = new Inbox.Filter(q, mine);
        model.addAttribute("filter", filter);
        var counters = inbox.counters(user);
        model.addAttribute("sections", inbox.sections(user, filter, counters));
        model.addAttribute("counters", counters);
        model.addAttribute("beingRecorded", inbox.beingRecorded(user));
        model.addAttribute("notices", filter.isEmpty() ? newestNotices(user) : List.of());
        return "inbox/list";
    }

    private List<UnreadNotices.Line> newestNotices(CurrentUser user) {
        var kept = notices.getIfAvailable();
        return kept == null || user.member() == null
                ? List.of()
                : kept.newest(user.member().value(), NOTICES);
    }

    /** The rest of one group: more lines for htmx, a page of its own for a plain link. */
    @GetMapping(value = "/inbox", params = "group")
    String more(
            @RequestParam String group,
            @RequestParam @Nullable String after,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "false") boolean mine,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model) {
        var user = users.current();
        var due = Arrays.stream(DueGroup.values())
                .filter(known -> known.code().equals(group))
                .findFirst()
                .orElseThrow(() -> new NotFound("group of the task list"));
        var filter = new Inbox.Filter(q, mine);
        var cursor = cursor(after);
        var count = inbox.counters(user).getOrDefault(due, 0L);
        model.addAttribute("filter", filter);
        model.addAttribute(
                "section",
                filter.isEmpty()
                        ? inbox.section(user, due, count, cursor)
                        : inbox.section(user, due, filter, cursor == null ? Cursor.START : cursor));
        return htmx != null ? "inbox/list :: lines(${section})" : "inbox/group";
    }

    /** Keeps the numbers of an open page fresh. */
    @GetMapping("/inbox/counters")
    String counters(Model model) {
        var user = users.current();
        model.addAttribute("counters", inbox.counters(user));
        return "inbox/list :: counters";
    }

    private static @Nullable Cursor cursor(@Nullable String text) {
        try {
            return text == null || text.isEmpty() ? null : Cursor.parse(text);
        } catch (IllegalArgumentException e) {
            throw new NotFound("place in the task list");
        }
    }
}
