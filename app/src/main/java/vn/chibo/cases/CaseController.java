package vn.chibo.cases;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitView;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;

/** The page of one case: where it stands, its deadlines with their rules, what happened, and the rules it began under. */
@Controller
class CaseController {

    private final Cases cases;
    private final CaseHistory history;
    private final Organizations organizations;
    private final Access access;
    private final Clock clock;

    CaseController(Cases cases, CaseHistory history, Organizations organizations, Access access, Clock clock) {
        this.cases = cases;
        this.history = history;
        this.organizations = organizations;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/cases/{id}")
    String show(@PathVariable String id, Model model) {
        var found = find(id);
        access.require(Permission.CASE_VIEW, found.unit());
        model.addAttribute("case", page(found));
        model.addAttribute("lines", history.of(found.id()));
        return "cases/show";
    }

    private CaseView find(String id) {
        try {
            return cases.find(CaseId.of(id)).orElseThrow(() -> new NotFound("case " + id));
        } catch (IllegalArgumentException e) {
            throw new NotFound("case with a malformed id");
        }
    }

    private Page page(CaseView found) {
        var now = clock.instant();
        var unit = organizations
                .unit(found.unit(), DomainTime.today(clock))
                .or(() -> organizations.unit(found.unit(), DomainTime.dateOf(found.openedAt())))
                .map(UnitView::name)
                .orElse("");
        var outcome = found.outcome();
        return new Page(
                found.id().toString(),
                history.text("case." + found.kind().value(), List.of(subject(found.subject()))),
                unit,
                found.openedAt().atZone(DomainTime.ZONE),
                found.closedAt() == null ? null : found.closedAt().atZone(DomainTime.ZONE),
                outcome == null ? null : history.text(outcome, List.of()),
                found.deadlines().stream().map(deadline -> line(deadline, now)).toList(),
                found.policy().on(),
                found.policy().values().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> new Parameter(label(entry.getKey()), entry.getValue()))
                        .toList());
    }

    /** The policy module's word for the parameter, its key where there is none. */
    private String label(String key) {
        var messageKey = "policy.parameter." + key;
        var text = history.text(messageKey, List.of());
        return text.equals(messageKey) ? key : text;
    }

    /** A period reads 11/2026 on screen; any other subject as it is. */
    private static String subject(String subject) {
        return subject.matches("\\d{4}-\\d{2}") ? subject.substring(5) + "/" + subject.substring(0, 4) : subject;
    }

    private DeadlineLine line(Deadline deadline, Instant now) {
        var metAt = deadline.metAt();
        var state = metAt != null
                ? (metAt.isAfter(deadline.due()) ? "late" : "met")
                : (now.isAfter(deadline.due()) ? "overdue" : "open");
        return new DeadlineLine(
                history.text("deadline." + deadline.step(), List.of()),
                deadline.due().atZone(DomainTime.ZONE),
                metAt == null ? null : metAt.atZone(DomainTime.ZONE),
                state,
                history.text(deadline.ruleKey(), deadline.ruleArguments()),
                deadline.source());
    }

    record Page(
            String id,
            String title,
            String unit,
            ZonedDateTime openedAt,
            @Nullable ZonedDateTime closedAt,
            @Nullable String outcome,
            List<DeadlineLine> deadlines,
            LocalDate policyOn,
            List<Parameter> policy) {}

    /** {@code state} is open, overdue, met or late. */
    record DeadlineLine(
            String step, ZonedDateTime due, @Nullable ZonedDateTime metAt, String state, String rule, String source) {}

    record Parameter(String label, PolicySnapshot.Value value) {}
}
