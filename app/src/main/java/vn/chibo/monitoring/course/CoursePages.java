package vn.chibo.monitoring.course;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.CaseView;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.EngineInstances;
import vn.chibo.engine.EngineInstances.Element;
import vn.chibo.engine.EngineInstances.Instance;
import vn.chibo.engine.EngineInstances.State;
import vn.chibo.engine.EngineModels;
import vn.chibo.monitoring.course.StepTimes.Usual;
import vn.chibo.shared.DomainTime;

/** Tells the course of a case from the read model, in the words of its models. */
@Component
@Transactional(readOnly = true)
class CoursePages {

    /** What people or workers do; gateways and events only lead from one to the next. */
    private static final Set<String> STEPS = Set.of(
            "USER_TASK",
            "SERVICE_TASK",
            "BUSINESS_RULE_TASK",
            "SEND_TASK",
            "SCRIPT_TASK",
            "RECEIVE_TASK",
            "CALL_ACTIVITY");

    /** Coloured as a whole they would hide what stands in them. */
    private static final Set<String> CONTAINERS = Set.of("SUB_PROCESS", "EVENT_SUB_PROCESS", "MULTI_INSTANCE_BODY");

    private final EngineInstances instances;
    private final EngineModels models;
    private final StepTimes times;
    private final MessageSource messages;
    private final Clock clock;

    CoursePages(EngineInstances instances, EngineModels models, StepTimes times, MessageSource messages, Clock clock) {
        this.instances = instances;
        this.models = models;
        this.times = times;
        this.messages = messages;
        this.clock = clock;
    }

    /** @param shown null while the engine has begun nothing */
    record CoursePage(
            String caseId, List<Part> parts, @Nullable Shown shown) {}

    /** One process of the case, to choose from. */
    record Part(long key, String name, int version, ZonedDateTime from, boolean current, boolean running) {}

    /**
     * The process that is shown.
     *
     * @param done, active, stuck, late ids of elements, and {@code taken} of sequence flows, separated by commas for the diagram
     */
    record Shown(
            long key,
            long definition,
            String done,
            String active,
            String stuck,
            String late,
            String taken,
            List<StepLine> steps) {}

    /**
     * One step.
     *
     * @param took or has taken until now
     * @param usual what half of the comparable steps took at most; null when there are none
     */
    record StepLine(
            String name,
            boolean byPeople,
            State state,
            boolean stuck,
            boolean slow,
            ZonedDateTime from,
            @Nullable ZonedDateTime to,
            String took,
            @Nullable String usual,
            long comparable) {}

    /** @param instance which of the case's processes to show; its newest running one, else its newest, when empty */
    CoursePage page(CaseView theCase, Optional<Long> instance) {
        var all = instances.ofBusinessKey(theCase.id().toString());
        var shown = all.stream()
                .filter(part -> instance.filter(key -> key == part.key()).isPresent())
                .findFirst()
                .or(() -> all.reversed().stream()
                        .filter(part -> part.state() == State.ACTIVE)
                        .findFirst())
                .or(() -> all.reversed().stream().findFirst());
        return new CoursePage(
                theCase.id().toString(),
                all.stream()
                        .map(part -> new Part(
                                part.key(),
                                name(part),
                                part.version(),
                                local(part.startedAt()),
                                shown.filter(part::equals).isPresent(),
                                part.state() == State.ACTIVE))
                        .toList(),
                shown.map(part -> shown(part, theCase)).orElse(null));
    }

    /** The BPMN of one of the case's processes; empty for any other. */
    Optional<String> diagram(CaseView theCase, long instance) {
        return instances.ofBusinessKey(theCase.id().toString()).stream()
                .filter(part -> part.key() == instance)
                .findFirst()
                .flatMap(part -> models.xml(part.definitionKey()));
    }

    private Shown shown(Instance part, CaseView theCase) {
        var elements = instances.elements(part.key());
        var stuck = instances.openIncidentsOf(theCase.id().toString()).stream()
                .filter(incident -> incident.processInstanceKey() == part.key())
                .map(EngineInstances.Incident::element)
                .collect(Collectors.toSet());
        var usual = times.of(part.process());
        var steps = elements.stream()
                .filter(element -> STEPS.contains(element.type()))
                .map(element -> line(part, element, stuck, usual))
                .toList();
        var late = elements.stream()
                .filter(element -> element.state() == State.ACTIVE)
                .filter(element -> slow(element, usual.get(element.id())))
                .map(Element::id)
                .collect(Collectors.toSet());
        return new Shown(
                part.key(),
                part.definitionKey(),
                ids(elements, State.COMPLETED),
                ids(elements, State.ACTIVE),
                joined(stuck),
                joined(late),
                String.join(",", instances.flows(part.key())),
                steps);
    }

    private StepLine line(Instance part, Element element, Set<ElementId> stuck, Map<ElementId, Usual> usual) {
        var of = usual.get(element.id());
        var isStuck = element.state() == State.ACTIVE && stuck.contains(element.id());
        return new StepLine(
                models.elementName(part.definitionKey(), element.id())
                        .orElse(element.id().value()),
                element.type().equals("USER_TASK"),
                element.state(),
                isStuck,
                slow(element, of),
                local(element.startedAt()),
                element.endedAt() == null ? null : local(element.endedAt()),
                words(took(element)),
                of == null ? null : words(of.median()),
                of == null ? 0 : of.tasks());
    }

    private boolean slow(Element element, @Nullable Usual usual) {
        return usual != null && took(element).compareTo(usual.slow()) > 0;
    }

    private Duration took(Element element) {
        var end = element.endedAt() == null ? clock.instant() : element.endedAt();
        var took = Duration.between(element.startedAt(), end);
        return took.isNegative() ? Duration.ZERO : took;
    }

    /** "3 ngày", "2 giờ", "5 phút": one unit is enough to compare. */
    private String words(Duration duration) {
        if (duration.toDays() > 0) {
            return text("course.days", duration.toDays());
        }
        return duration.toHours() > 0
                ? text("course.hours", duration.toHours())
                : text("course.minutes", duration.toMinutes());
    }

    private String name(Instance part) {
        var key = "course.process." + part.process();
        var text = messages.getMessage(key, null, part.process().value(), LocaleContextHolder.getLocale());
        return text == null ? part.process().value() : text;
    }

    private static String ids(List<Element> elements, State state) {
        return joined(elements.stream()
                .filter(element -> element.state() == state && !CONTAINERS.contains(element.type()))
                .map(Element::id)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private static String joined(Set<ElementId> ids) {
        return ids.stream().map(ElementId::value).collect(Collectors.joining(","));
    }

    private static ZonedDateTime local(Instant at) {
        return at.atZone(DomainTime.ZONE);
    }

    private String text(String key, Object... arguments) {
        return Objects.requireNonNullElse(
                messages.getMessage(key, arguments, key, LocaleContextHolder.getLocale()), key);
    }
}
