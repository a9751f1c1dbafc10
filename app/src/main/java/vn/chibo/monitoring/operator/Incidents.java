package vn.chibo.monitoring.operator;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.CaseSummary;
import vn.chibo.cases.Cases;
import vn.chibo.engine.EngineCommands;
import vn.chibo.engine.EngineInstances;
import vn.chibo.engine.EngineInstances.Incident;
import vn.chibo.engine.EngineInstances.Variable;
import vn.chibo.engine.EngineModels;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/** Open incidents of the engine in words, and the two things that may be done about one. */
@Service
@Transactional
class Incidents {

    static final int LISTED = 300;

    /** Ids that tie the instance to its case: a wrong one would let it work on somebody else's. */
    private static final Set<String> FIXED = Set.of("caseId", "meetingId", "sittingId", "candidateId", "moves");

    /** Causes the words of {@code operator.cause} know; any other is told as OTHER. */
    private static final Set<String> KNOWN = Set.of(
            "JOB_NO_RETRIES",
            "EXTRACT_VALUE_ERROR",
            "CONDITION_ERROR",
            "IO_MAPPING_ERROR",
            "CALLED_ELEMENT_ERROR",
            "CALLED_DECISION_ERROR",
            "DECISION_EVALUATION_ERROR",
            "UNHANDLED_ERROR_EVENT",
            "MESSAGE_SIZE_EXCEEDED",
            "FORM_NOT_FOUND",
            "RESOURCE_NOT_FOUND",
            "EXECUTION_LISTENER_NO_RETRIES");

    private final EngineInstances instances;
    private final EngineModels models;
    private final EngineCommands engine;
    private final OperatorActs acts;
    private final Cases cases;
    private final Organizations organizations;
    private final JsonMapper json;
    private final Clock clock;

    Incidents(
            EngineInstances instances,
            EngineModels models,
            EngineCommands engine,
            OperatorActs acts,
            Cases cases,
            Organizations organizations,
            JsonMapper json,
            Clock clock) {
        this.instances = instances;
        this.models = models;
        this.engine = engine;
        this.acts = acts;
        this.cases = cases;
        this.organizations = organizations;
        this.json = json;
        this.clock = clock;
    }

    /**
     * @param cause last part of a key of {@code operator.cause}
     * @param kind of the case; null where the instance belongs to none
     */
    record Line(
            long key,
            String cause,
            String message,
            String step,
            String process,
            long instance,
            @Nullable String caseId,
            @Nullable String kind,
            @Nullable String unit,
            ZonedDateTime since) {}

    /** @param fixable whether its value may be set; never an id */
    record Value(long scope, String name, @Nullable String value, boolean fixable) {}

    record Detail(Line line, List<Value> values) {}

    @Transactional(readOnly = true)
    List<Line> open() {
        return lines(instances.openIncidents(LISTED));
    }

    @Transactional(readOnly = true)
    Detail detail(long key) {
        var incident = incident(key);
        return new Detail(
                lines(List.of(incident)).getFirst(),
                instances.variables(incident.processInstanceKey()).stream()
                        .map(variable ->
                                new Value(variable.scopeKey(), variable.name(), variable.value(), isFixable(variable)))
                        .toList());
    }

    private Incident incident(long key) {
        return instances.openIncident(key).orElseThrow(() -> new NotFound("incident " + key));
    }

    private List<Line> lines(List<Incident> incidents) {
        var ofCases =
                cases
                        .summaries(incidents.stream()
                                .flatMap(incident -> caseId(incident).stream())
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(CaseSummary::id, Function.identity()));
        Map<UnitId, UnitView> units = organizations.units(
                ofCases.values().stream().map(CaseSummary::unit).toList(), DomainTime.today(clock));
        return incidents.stream()
                .map(incident -> {
                    var found = caseId(incident).map(ofCases::get).orElse(null);
                    var unit = found == null ? null : units.get(found.unit());
                    return new Line(
                            incident.key(),
                            KNOWN.contains(incident.type()) ? incident.type() : "OTHER",
                            incident.message(),
                            models.elementName(incident.definitionKey(), incident.element())
                                    .orElse(incident.element().value()),
                            incident.process().value(),
                            incident.processInstanceKey(),
                            found == null ? null : found.id().toString(),
                            found == null ? null : found.kind().value(),
                            unit == null ? null : unit.name(),
                            incident.since().atZone(DomainTime.ZONE));
                })
                .toList();
    }

    private static Optional<CaseId> caseId(Incident incident) {
        try {
            return Optional.ofNullable(incident.businessKey())
                    .map(UUID::fromString)
                    .map(CaseId::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // an instance that belongs to no case has a key of its own
        }
    }

    /** Lets the engine try again; those that are over by now are passed over. Answers how many were sent. */
    int retry(Collection<Long> keys, UUID account) {
        var sent = 0;
        for (var key : keys.stream().distinct().limit(LISTED).toList()) {
            var incident = instances.openIncident(key).orElse(null);
            if (incident != null) {
                engine.resolveIncident(key, incident.jobKey(), incident.processInstanceKey());
                acts.record(OperatorActs.Kind.RETRY, incident.processInstanceKey(), Long.toString(key), account);
                sent++;
            }
        }
        return sent;
    }

    /**
     * Sets a variable the read model knows to another value of the same type.
     *
     * @param typed as JSON, a text also without quotation marks
     * @throws RuleViolation at {@code value}
     */
    void fix(long key, long scope, String name, String typed, UUID account) {
        var incident = incident(key);
        var variable = instances.variables(incident.processInstanceKey()).stream()
                .filter(known -> known.scopeKey() == scope && known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound("variable of incident " + key));
        if (!isFixable(variable)) {
            throw RuleViolation.at("value", "operator.error.fixed");
        }
        var before = json.readTree(Objects.requireNonNull(variable.value()));
        var after = read(typed, before);
        if (!(before.isNull() || after.getNodeType() == before.getNodeType())) {
            throw RuleViolation.at(
                    "value", "operator.error.type", before.getNodeType().name());
        }
        engine.setVariables(scope, incident.processInstanceKey(), Map.of(name, json.treeToValue(after, Object.class)));
        acts.record(OperatorActs.Kind.SET_VARIABLE, incident.processInstanceKey(), name, account);
    }

    private JsonNode read(String typed, JsonNode before) {
        try {
            return json.readTree(typed);
        } catch (JacksonException e) {
            if (before.isString()) {
                return json.valueToTree(typed);
            }
            throw RuleViolation.at(
                    "value", "operator.error.type", before.getNodeType().name());
        }
    }

    /** Simple values only, and nothing that says whose case it is. */
    private boolean isFixable(Variable variable) {
        var value = variable.value();
        return value != null
                && !FIXED.contains(variable.name())
                && Stream.of("{", "[").noneMatch(value::startsWith);
    }
}
