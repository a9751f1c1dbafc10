package vn.chibo.notifications;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.chibo.identity.Users;
import vn.chibo.organization.MemberId;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.UnreadNotices;

/** One's own notices. An account without a member has none. */
@Controller
@RequestMapping("/notices")
class NoticeBoardController {

    private static final int PAGE = 30;

    private final NoticeBoard board;
    private final Users users;

    NoticeBoardController(NoticeBoard board, Users users) {
        this.board = board;
        this.users = users;
    }

    /** @param before the last notice of the page before this one */
    @GetMapping
    String list(@RequestParam(required = false) @Nullable Long before, Model model) {
        var member = users.current().member();
        List<UnreadNotices.Line> found =
                member == null ? List.of() : board.page(member, before == null ? Long.MAX_VALUE : before, PAGE + 1);
        var shown = found.subList(0, Math.min(PAGE, found.size()));
        model.addAttribute("notices", shown);
        model.addAttribute("unread", member == null ? 0 : board.count(member.value()));
        model.addAttribute("upTo", shown.isEmpty() ? null : shown.getFirst().id());
        model.addAttribute("first", before == null);
        model.addAttribute("next", found.size() > PAGE ? shown.getLast().id() : null);
        return "notifications/list";
    }

    /** Goes to what the notice is about and marks it as read. */
    @PostMapping("/{id}/opening")
    String open(@PathVariable long id) {
        return "redirect:" + read(id);
    }

    @PostMapping("/{id}/reading")
    String markRead(@PathVariable long id) {
        read(id);
        return "redirect:/notices";
    }

    @PostMapping("/readings")
    String markAllRead(@RequestParam long upTo) {
        board.readAll(member(), upTo);
        return "redirect:/notices";
    }

    private String read(long id) {
        return board.read(member(), id).orElseThrow(() -> new NotFound("notice " + id));
    }

    private MemberId member() {
        var member = users.current().member();
        if (member == null) {
            throw new NotFound("notices of an account without a member");
        }
        return member;
    }
}
