package vn.chibo.admission.sourcing;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.chibo.admission.sourcing.Prospects.Wanted;
import vn.chibo.identity.Permission;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.TableWorkbook;

/** Everybody's prospects as far as the person may see them, what is urgent, and the cells that need a push. */
@Controller
@RequestMapping("/admission")
class SourcingController {

    private static final int LINES = 200;
    private static final int MAX_QUERY = 100;

    private final SourcingAccess access;
    private final Prospects prospects;
    private final Gaps gaps;
    private final ProspectWorkbook workbook;
    private final Clock clock;

    SourcingController(SourcingAccess access, Prospects prospects, Gaps gaps, ProspectWorkbook workbook, Clock clock) {
        this.access = access;
        this.prospects = prospects;
        this.gaps = gaps;
        this.workbook = workbook;
        this.clock = clock;
    }

    /** @param warning months to the end of the certificate, by the warning times; null when nothing presses */
    record Line(
            Prospect prospect,
            @Nullable UnitView cell,
            @Nullable Integer warning) {}

    @GetMapping
    String overview(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) ProspectState state,
            Model model) {
        var cells = access.cells(Permission.ADMISSION_VIEW);
        var query = q.strip().substring(0, Math.min(q.strip().length(), MAX_QUERY));
        var found = prospects.find(cells.keySet(), new Wanted(query, state), LINES);
        model.addAttribute("query", query);
        model.addAttribute("state", state);
        model.addAttribute("filtered", !query.isEmpty() || state != null);
        model.addAttribute("lines", lines(found, cells));
        model.addAttribute("more", found.size() == LINES);
        model.addAttribute("expiring", lines(prospects.expiring(cells.keySet(), LINES), cells));
        model.addAttribute("counts", prospects.counts(cells.keySet()));
        model.addAttribute("cells", cells.values());
        model.addAttribute("decides", access.hasScopes(Permission.ADMISSION_DECIDE));
        model.addAttribute("year", DomainTime.today(clock).getYear());
        return "admission/sourcing/overview";
    }

    private List<Line> lines(List<Prospect> found, Map<UnitId, UnitView> cells) {
        var today = DomainTime.today(clock);
        var months = found.isEmpty()
                ? List.<Integer>of()
                : prospects.warnMonths(found.getFirst().cell());
        return found.stream()
                .map(prospect -> new Line(
                        prospect,
                        cells.get(prospect.cell()),
                        Optional.ofNullable(prospect.certificate())
                                .flatMap(certificate -> certificate.warning(today, months))
                                .orElse(null)))
                .toList();
    }

    @GetMapping("/gaps")
    String gaps(Model model) {
        model.addAttribute("found", gaps.under(access.scopes(Permission.ADMISSION_VIEW)));
        model.addAttribute("year", DomainTime.today(clock).getYear());
        return "admission/sourcing/gaps";
    }

    @GetMapping("/prospects.xlsx")
    ResponseEntity<byte[]> export(Locale locale) {
        var cells = access.cells(Permission.ADMISSION_VIEW);
        return TableWorkbook.download(
                "danh-sach-nguon-ket-nap.xlsx",
                workbook.of(prospects.find(cells.keySet(), Wanted.ALL, Integer.MAX_VALUE), cells, locale));
    }
}
