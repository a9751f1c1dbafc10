package vn.chibo.monitoring.overdue;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.monitoring.overdue.Board.Filter;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;

/** What is late in a unit and below it. Who supervises several units chooses one first. */
@Controller
@RequestMapping("/overdue")
class OverdueController {

    private final OverduePages pages;
    private final Organizations organizations;
    private final Access access;
    private final SavedFilters filters;
    private final Users users;
    private final Clock clock;

    OverdueController(
            OverduePages pages,
            Organizations organizations,
            Access access,
            SavedFilters filters,
            Users users,
            Clock clock) {
        this.pages = pages;
        this.organizations = organizations;
        this.access = access;
        this.filters = filters;
        this.users = users;
        this.clock = clock;
    }

    @GetMapping
    String choose(Model model) {
        var scopes = scopes();
        if (scopes.size() == 1) {
            return "redirect:/overdue/" + scopes.getFirst().id();
        }
        model.addAttribute("units", scopes);
        return "monitoring/overdue/units";
    }

    @GetMapping("/{unit}")
    String board(
            @PathVariable UUID unit,
            @RequestParam(required = false) @Nullable Urgency urgency,
            @RequestParam(required = false) @Nullable Cause cause,
            @RequestParam(defaultValue = "1") int page,
            Model model) {
        model.addAttribute(
                "page",
                pages.board(
                        seen(unit),
                        new Filter(urgency, cause),
                        page,
                        above -> access.may(Permission.SUPERVISE, above)));
        model.addAttribute("substitutes", access.may(Permission.ORGANIZATION_IMPORT, new UnitId(unit)));
        model.addAttribute("saved", filters.of(users.current().accountId()));
        return "monitoring/overdue/board";
    }

    /** A letter that reminds the unit of everything overdue in it and below it, to be printed and signed. */
    @GetMapping("/{unit}/letter")
    String letter(@PathVariable UUID unit, Model model) {
        model.addAttribute("letter", pages.letter(seen(unit)));
        return "monitoring/overdue/letter";
    }

    private List<UnitView> scopes() {
        var today = DomainTime.today(clock);
        var scopes = organizations.units(access.scopes(Permission.SUPERVISE), today).values().stream()
                .sorted(Comparator.comparing(UnitView::code))
                .toList();
        if (scopes.isEmpty()) {
            throw new AccessRefused("overdue board");
        }
        return scopes;
    }

    private UnitView seen(UUID id) {
        var unit = new UnitId(id);
        access.require(Permission.SUPERVISE, unit);
        return organizations.unit(unit, DomainTime.today(clock)).orElseThrow(() -> new NotFound("unit " + id));
    }
}
