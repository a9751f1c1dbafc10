package vn.chibo.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import vn.chibo.cases.CaseClaims;
import vn.chibo.cases.CaseClaims.Claim;
import vn.chibo.cases.CaseId;
import vn.chibo.engine.EngineModels;
import vn.chibo.engine.EngineTasks;
import vn.chibo.monitoring.FindingActs.Duplicate;
import vn.chibo.monitoring.Run.Outcome;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;

/** Findings and runs in the administrator's words: cases by kind and unit, steps by name, keys only where one needs them. */
@Component
class ReconciliationPages {

    private static final int RUNS = 10;
    private static final int REPAIRED = 50;
    private static final Duration LATELY = Duration.ofDays(7);

    private final RunStore runs;
    private final FindingStore findings;
    private final Probes probes;
    private final CaseClaims claims;
    private final EngineModels models;
    private final EngineTasks tasks;
    private final Organizations organizations;
    private final MessageSource messages;
    private final Clock clock;

    ReconciliationPages(
            RunStore runs,
            FindingStore findings,
            Probes probes,
            CaseClaims claims,
            EngineModels models,
            EngineTasks tasks,
            Organizations organizations,
            MessageSource messages,
            Clock clock) {
        this.runs = runs;
        this.findings = findings;
        this.probes = probes;
        this.claims = claims;
        this.models = models;
        this.tasks = tasks;
        this.organizations = organizations;
        this.messages = messages;
        this.clock = clock;
    }

    Page page() {
        var last = runs.last(RUNS);
        var unresolved = findings.open();
        var repaired = findings.repairedAfter(clock.instant().minus(LATELY), REPAIRED);
        var known =
                claimsOf(Stream.concat(unresolved.stream(), repaired.stream()).toList());
        var waiting = unresolved.stream()
                .filter(finding -> finding.repairedAt() == null && finding.dismissedAt() == null)
                .toList();
        var groups = new TreeMap<FindingKind, List<Line>>();
        waiting.forEach(finding -> groups.merge(
                finding.kind(),
                List.of(line(finding, known)),
                (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
        return new Page(
                probes.engineAnswers(),
                last.stream().anyMatch(run -> run.outcome() == Outcome.RUNNING),
                last.stream()
                        .filter(run -> run.endedAt() != null)
                        .findFirst()
                        .map(ReconciliationPages::line)
                        .orElse(null),
                waiting.size(),
                waiting.stream()
                        .map(finding ->
                                Objects.requireNonNullElse(finding.seen().since(), finding.firstSeenAt()))
                        .min(Comparator.naturalOrder())
                        .map(ReconciliationPages::local)
                        .orElse(null),
                groups.entrySet().stream()
                        .map(group -> new Group(group.getKey(), group.getValue()))
                        .toList(),
                repaired.stream().map(finding -> line(finding, known)).toList(),
                unresolved.stream()
                        .filter(finding -> finding.repairedAt() == null && finding.dismissedAt() != null)
                        .map(finding -> line(finding, known))
                        .toList(),
                last.stream().map(ReconciliationPages::line).toList());
    }

    Cancellation cancellation(Duplicate duplicate) {
        var claim = duplicate.claim();
        var open = tasks.ofBusinessKey(claim.id().toString()).stream()
                .filter(task -> task.processInstanceKey() == duplicate.instance())
                .toList();
        return new Cancellation(
                duplicate.finding().id(),
                duplicate.instance(),
                Objects.requireNonNullElse(claim.instance(), 0L),
                title(claim),
                unit(claim),
                open.size());
    }

    private Map<CaseId, Claim> claimsOf(List<Finding> shown) {
        return claims.of(shown.stream()
                .map(finding -> finding.seen().caseId())
                .filter(Objects::nonNull)
                .distinct()
                .toList());
    }

    private Line line(Finding finding, Map<CaseId, Claim> known) {
        var seen = finding.seen();
        var claim = seen.caseId() == null ? null : known.get(seen.caseId());
        return new Line(
                finding.id(),
                finding.kind(),
                claim == null ? null : title(claim),
                claim == null ? null : unit(claim),
                claim != null || seen.caseId() == null ? null : seen.caseId().toString(),
                step(seen),
                seen.subject(),
                seen.instance(),
                seen.note(),
                seen.since() == null ? null : local(seen.since()),
                local(finding.firstSeenAt()),
                finding.repairedAt() == null ? null : local(finding.repairedAt()));
    }

    private @Nullable String step(Sighting seen) {
        var element = seen.element();
        if (element == null) {
            return null;
        }
        var title = seen.process() == null ? null : text("task." + seen.process() + "." + element);
        if (title == null && seen.definition() != null) {
            title = models.elementName(seen.definition(), element).orElse(null);
        }
        return title == null ? element.value() : title;
    }

    private String title(Claim claim) {
        var subject = claim.subject();
        var shown = subject.matches("\\d{4}-\\d{2}") ? subject.substring(5) + "/" + subject.substring(0, 4) : subject;
        var title = text("case." + claim.kind().value(), shown);
        return title == null ? claim.kind().value() + " " + shown : title;
    }

    private String unit(Claim claim) {
        return organizations
                .unit(claim.unit(), DomainTime.today(clock))
                .or(() -> organizations.unit(claim.unit(), DomainTime.dateOf(claim.openedAt())))
                .map(UnitView::name)
                .orElse("");
    }

    private @Nullable String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, null, LocaleContextHolder.getLocale());
    }

    private static RunLine line(Run run) {
        var ended = run.endedAt();
        return new RunLine(
                local(run.startedAt()),
                ended == null ? null : Duration.between(run.startedAt(), ended).toSeconds(),
                run.cause(),
                run.outcome(),
                run.probed(),
                run.repaired(),
                run.found());
    }

    private static ZonedDateTime local(Instant instant) {
        return instant.atZone(DomainTime.ZONE);
    }

    record Page(
            boolean engineAnswers,
            boolean running,
            @Nullable RunLine last,
            int waiting,
            @Nullable ZonedDateTime oldest,
            List<Group> groups,
            List<Line> repaired,
            List<Line> dismissed,
            List<RunLine> runs) {}

    record Group(FindingKind kind, List<Line> lines) {}

    /** {@code unknownCase} is the id of a case that is in no register; {@code subject} the key of the thing itself. */
    record Line(
            long id,
            FindingKind kind,
            @Nullable String theCase,
            @Nullable String unit,
            @Nullable String unknownCase,
            @Nullable String step,
            String subject,
            @Nullable Long instance,
            @Nullable String note,
            @Nullable ZonedDateTime since,
            ZonedDateTime firstSeen,
            @Nullable ZonedDateTime repairedAt) {}

    record RunLine(
            ZonedDateTime startedAt,
            @Nullable Long seconds,
            Run.Cause cause,
            Outcome outcome,
            int probed,
            int repaired,
            int found) {}

    record Cancellation(long id, long instance, long claimedBy, String theCase, String unit, int openTasks) {}
}
