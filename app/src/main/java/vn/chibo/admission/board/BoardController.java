package vn.chibo.admission.board;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.chibo.admission.board.Board.Wanted;
import vn.chibo.admission.dossier.Phase;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;

/** The board of admissions. A name that is searched for is sent in the body, so that no address holds it. */
@Controller("admissionBoardController")
@RequestMapping("/admission/board")
class BoardController {

    private static final int PAGE = 50;
    private static final int MAX_QUERY = 100;

    private final Board board;
    private final Access access;
    private final Organizations organizations;
    private final Clock clock;

    BoardController(Board board, Access access, Organizations organizations, Clock clock) {
        this.board = board;
        this.access = access;
        this.organizations = organizations;
        this.clock = clock;
    }

    @GetMapping
    String show(
            @RequestParam(required = false) @Nullable Phase phase,
            @RequestParam(required = false) @Nullable Urgency urgency,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        return page(new Wanted("", phase, urgency), page, model);
    }

    @PostMapping("/search")
    String search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable Phase phase,
            @RequestParam(required = false) @Nullable Urgency urgency,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        var text = q.strip();
        return page(new Wanted(text.substring(0, Math.min(text.length(), MAX_QUERY)), phase, urgency), page, model);
    }

    private String page(Wanted wanted, int page, Model model) {
        var shown = Math.clamp(page, 1, Integer.MAX_VALUE / PAGE);
        var found = board.find(cells(), wanted, (shown - 1) * PAGE, PAGE);
        model.addAttribute("wanted", wanted);
        model.addAttribute("found", found);
        model.addAttribute("number", shown);
        model.addAttribute("pages", Math.max(1, (found.total() + PAGE - 1) / PAGE));
        return "admission/board/board";
    }

    private Map<UnitId, UnitView> cells() {
        var scopes = access.scopes(Permission.ADMISSION_VIEW);
        if (scopes.isEmpty()) {
            throw new AccessRefused(Permission.ADMISSION_VIEW + " nowhere");
        }
        var cells = new LinkedHashMap<UnitId, UnitView>();
        for (var scope : scopes) {
            organizations.cellsUnder(scope, DomainTime.today(clock)).forEach(cell -> cells.put(cell.id(), cell));
        }
        return cells;
    }
}
