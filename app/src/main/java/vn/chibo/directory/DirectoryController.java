package vn.chibo.directory;

import static java.util.Comparator.comparing;

import java.time.Clock;
import java.util.ArrayList;
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
import vn.chibo.organization.MemberCounts;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.OfficeHolding;
import vn.chibo.organization.OrganizationSearch;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;

/** The tree as far as the person may see it: their topmost units, one unit with what belongs to it, and a search. */
@Controller
@RequestMapping("/organization")
class DirectoryController {

    private static final int HITS = 50;
    private static final int MAX_QUERY = 100;

    record UnitLine(UnitView unit, MemberCounts counts) {}

    record OfficeLine(OfficeHolding held, @Nullable MemberView holder) {}

    record MemberLine(MemberView member, @Nullable UnitView cell) {}

    /** A step of the path above a unit; {@code visible} says whether the person may open it. */
    record Step(UnitView unit, boolean visible) {}

    private final Organizations organizations;
    private final OrganizationSearch search;
    private final Access access;
    private final Clock clock;

    DirectoryController(Organizations organizations, OrganizationSearch search, Access access, Clock clock) {
        this.organizations = organizations;
        this.search = search;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping
    String index(@RequestParam(defaultValue = "") String q, Model model) {
        var today = DomainTime.today(clock);
        var scopes = access.scopes(Permission.UNIT_VIEW);
        var query = q.strip().substring(0, Math.min(q.strip().length(), MAX_QUERY));
        model.addAttribute("query", query);
        model.addAttribute("mayImport", mayImport());
        if (query.isEmpty()) {
            var units = scopes.stream()
                    .flatMap(scope -> organizations.unit(scope, today).stream())
                    .sorted(comparing(UnitView::code))
                    .map(unit -> new UnitLine(unit, total(unit.id())))
                    .toList();
            model.addAttribute("units", units);
        } else {
            model.addAttribute(
                    "units",
                    search.units(scopes, query, today, HITS).stream()
                            .map(unit -> new UnitLine(unit, MemberCounts.NONE))
                            .toList());
            model.addAttribute(
                    "members",
                    search.members(scopes, query, today, HITS).stream()
                            .map(member -> new MemberLine(
                                    member,
                                    organizations.unit(member.cell(), today).orElse(null)))
                            .toList());
        }
        return "organization/index";
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, Model model) {
        var today = DomainTime.today(clock);
        var unit = organizations.unit(new UnitId(id), today).orElseThrow(() -> new NotFound("unit " + id));
        access.require(Permission.UNIT_VIEW, unit.id());
        var path = new ArrayList<Step>();
        for (var step : organizations.pathToRoot(unit.id(), today).reversed()) {
            if (!step.id().equals(unit.id())) {
                path.add(new Step(step, access.may(Permission.UNIT_VIEW, step.id())));
            }
        }
        var offices = organizations.officesIn(unit.id(), today);
        var holders = organizations.members(
                offices.stream().map(OfficeHolding::member).toList(), today);
        model.addAttribute("unit", unit);
        model.addAttribute("mayManageOffices", access.may(Permission.ORGANIZATION_IMPORT, unit.id()));
        model.addAttribute("path", path);
        model.addAttribute("counts", total(unit.id()));
        model.addAttribute("children", children(unit));
        model.addAttribute(
                "offices",
                offices.stream()
                        .map(held -> new OfficeLine(held, holders.get(held.member())))
                        .toList());
        model.addAttribute(
                "members", unit.type() == UnitType.CELL ? organizations.membersOf(unit.id(), today) : List.of());
        return "organization/unit";
    }

    private List<UnitLine> children(UnitView unit) {
        var today = DomainTime.today(clock);
        var counts = search.counts(unit.id(), today);
        return organizations.children(unit.id(), today).stream()
                .map(child -> new UnitLine(
                        child,
                        child.type() == UnitType.CELL
                                ? counts.getOrDefault(child.id(), MemberCounts.NONE)
                                : total(child.id())))
                .toList();
    }

    private MemberCounts total(UnitId unit) {
        return search.counts(unit, DomainTime.today(clock)).values().stream()
                .reduce(MemberCounts.NONE, MemberCounts::plus);
    }

    private boolean mayImport() {
        return access.mayAdminister()
                || !access.scopes(Permission.ORGANIZATION_IMPORT).isEmpty();
    }
}
