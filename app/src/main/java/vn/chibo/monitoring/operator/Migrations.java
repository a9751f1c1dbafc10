package vn.chibo.monitoring.operator;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.CaseView;
import vn.chibo.cases.Cases;
import vn.chibo.engine.EngineCommands;
import vn.chibo.engine.EngineInstances;
import vn.chibo.engine.EngineInstances.Element;
import vn.chibo.engine.EngineInstances.Running;
import vn.chibo.engine.EngineInstances.Version;
import vn.chibo.engine.EngineModels;
import vn.chibo.organization.Organizations;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;

/**
 * Instances that run in an older version of their model. A case keeps the version it began with unless an operator moves
 * it: only where every step it stands in is there under the same id and of the same type, for then nothing is done twice
 * or left out. Deadlines belong to the case, by the rules it began under, and stay; timers of the engine that are new in
 * the newer version begin with it.
 */
@Service
@Transactional
class Migrations {

    static final int LISTED = 200;

    private final EngineInstances instances;
    private final EngineModels models;
    private final EngineCommands engine;
    private final OperatorActs acts;
    private final Cases cases;
    private final Organizations organizations;
    private final Clock clock;

    Migrations(
            EngineInstances instances,
            EngineModels models,
            EngineCommands engine,
            OperatorActs acts,
            Cases cases,
            Organizations organizations,
            Clock clock) {
        this.instances = instances;
        this.models = models;
        this.engine = engine;
        this.acts = acts;
        this.cases = cases;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** Instances of one older version; {@code newest} is what they would go on in. */
    record Older(Version version, Version newest) {}

    /** @param possible whether the step is there in the newer version, as the same kind of step */
    record Step(String id, String name, boolean possible) {}

    record DueDate(String step, ZonedDateTime due) {}

    record Line(
            long instance,
            @Nullable String caseId,
            @Nullable String kind,
            @Nullable String unit,
            ZonedDateTime since,
            List<Step> steps,
            List<DueDate> deadlines) {

        public boolean isPossible() {
            return !steps.isEmpty() && steps.stream().allMatch(Step::possible);
        }
    }

    record Preview(Older older, List<Line> lines) {

        public long getPossible() {
            return lines.stream().filter(Line::isPossible).count();
        }
    }

    @Transactional(readOnly = true)
    List<Older> older() {
        var versions = instances.versions();
        var newest = versions.stream()
                .collect(Collectors.toMap(
                        Version::process,
                        version -> version,
                        (one, other) -> one.version() > other.version() ? one : other));
        return versions.stream()
                .filter(version -> version.instances() > 0 && !version.equals(newest.get(version.process())))
                .map(version -> new Older(version, Objects.requireNonNull(newest.get(version.process()))))
                .toList();
    }

    /** What would become of each instance; of very many the oldest are shown first and moved first. */
    @Transactional(readOnly = true)
    Preview preview(long definitionKey) {
        var found = older().stream()
                .filter(older -> older.version().definitionKey() == definitionKey)
                .findFirst()
                .orElseThrow(() -> new NotFound("older version " + definitionKey));
        var now = models.elements(found.newest().definitionKey());
        var then = models.elements(definitionKey);
        var running = instances.running(definitionKey, LISTED);
        var ofCases = cases
                .findAll(running.stream()
                        .flatMap(instance -> caseId(instance).stream())
                        .toList())
                .stream()
                .collect(Collectors.toMap(CaseView::id, view -> view));
        var units = organizations.units(
                ofCases.values().stream().map(CaseView::unit).toList(), DomainTime.today(clock));
        return new Preview(
                found,
                running.stream()
                        .map(instance -> {
                            var view = caseId(instance).map(ofCases::get).orElse(null);
                            var unit = view == null ? null : units.get(view.unit());
                            return new Line(
                                    instance.key(),
                                    view == null ? null : view.id().toString(),
                                    view == null ? null : view.kind().value(),
                                    unit == null ? null : unit.name(),
                                    instance.startedAt().atZone(DomainTime.ZONE),
                                    instance.active().stream()
                                            .map(element -> step(definitionKey, element, then, now))
                                            .toList(),
                                    view == null
                                            ? List.of()
                                            : view.deadlines().stream()
                                                    .filter(deadline -> deadline.metAt() == null)
                                                    .map(deadline -> new DueDate(
                                                            deadline.step(),
                                                            deadline.due().atZone(DomainTime.ZONE)))
                                                    .toList());
                        })
                        .toList());
    }

    private Step step(long definitionKey, Element element, Map<String, String> then, Map<String, String> now) {
        var id = element.id().value();
        return new Step(
                id,
                models.elementName(definitionKey, element.id()).orElse(id),
                then.containsKey(id) && then.get(id).equals(now.get(id)));
    }

    private static Optional<CaseId> caseId(Running instance) {
        try {
            return Optional.ofNullable(instance.businessKey())
                    .map(UUID::fromString)
                    .map(CaseId::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Moves those of the instances that may be moved as they stand now; answers how many were sent. */
    int migrate(long definitionKey, List<Long> chosen, UUID account) {
        var preview = preview(definitionKey);
        var sent = 0;
        for (var line : preview.lines()) {
            if (chosen.contains(line.instance()) && line.isPossible()) {
                var elements = new HashMap<String, String>();
                line.steps().forEach(step -> elements.put(step.id(), step.id()));
                var target = preview.older().newest().definitionKey();
                engine.migrate(line.instance(), target, elements);
                acts.record(OperatorActs.Kind.MIGRATE, line.instance(), Long.toString(target), account);
                sent++;
            }
        }
        return sent;
    }
}
