package vn.chibo.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.RuleViolation;
import vn.chibo.shared.TransactionLock;

/** Parameter values by scope and date: the nearest scope above the unit wins, then the latest effective date. */
@Service
public class Policies {

    private final JdbcClient jdbc;
    private final Organizations organizations;
    private final Clock clock;

    Policies(JdbcClient jdbc, Organizations organizations, Clock clock) {
        this.jdbc = jdbc;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** Every parameter as it stands for the unit on the date (Việt Nam). */
    @Transactional(readOnly = true)
    public PolicySnapshot snapshot(UnitId unit, LocalDate on) {
        return snapshot(organizations.pathToRoot(unit, on), on);
    }

    /** The defaults, as they stand where there is no unit yet. */
    PolicySnapshot defaults(LocalDate on) {
        return snapshot(List.of(), on);
    }

    private PolicySnapshot snapshot(List<UnitView> path, LocalDate on) {
        var entries = entries(path, on).stream().collect(Collectors.groupingBy(Entry::parameter));
        var values = new LinkedHashMap<String, PolicySnapshot.Value>();
        for (var parameter : Catalogue.all()) {
            values.put(parameter.key(), resolve(parameter, path, entries.getOrDefault(parameter.key(), List.of())));
        }
        return new PolicySnapshot(on, values);
    }

    /** Units that have, or had, a value of their own; any other has the one of the unit above it. */
    @Transactional(readOnly = true)
    public Set<UnitId> unitsWithOwn(String parameter) {
        return jdbc
                .sql("select distinct unit_id from policy.parameter_value where parameter = :parameter")
                .param("parameter", parameter)
                .query(UUID.class)
                .list()
                .stream()
                .map(UnitId::new)
                .collect(Collectors.toSet());
    }

    /** One dated value as it was entered; {@code value} null takes the unit's own value away. */
    record Entry(
            String parameter,
            UnitId unit,
            LocalDate effectiveFrom,
            @Nullable String value,
            String source,
            UUID enteredBy,
            Instant enteredAt) {}

    /** All values of one parameter that matter for the unit, also future ones: newest date first. */
    @Transactional(readOnly = true)
    List<Entry> history(Parameter parameter, UnitId unit, LocalDate on) {
        var path = organizations.pathToRoot(unit, on);
        return entries(path, LocalDate.of(9999, 12, 31)).stream()
                .filter(entry -> entry.parameter().equals(parameter.key()))
                .toList();
    }

    /**
     * Adds a value from a date on; the same value, date and source sent twice is one. The caller has asked for
     * POLICY_EDIT in the unit.
     *
     * @param typed the value as typed; empty means the unit has no value of its own any more
     */
    @Transactional
    void add(
            Parameter parameter,
            UnitId unit,
            LocalDate effectiveFrom,
            Optional<String> typed,
            String source,
            UUID account) {
        var then = organizations.unit(unit, effectiveFrom);
        if (then.isEmpty()) {
            throw RuleViolation.at("effectiveFrom", "policy.value.noUnitThen");
        }
        if (!parameter.local() && then.get().parent() != null) {
            throw RuleViolation.at("value", "policy.value.nationalOnly");
        }
        String stored = null;
        if (typed.isPresent()) {
            var check = parameter.check(typed.get());
            stored = check.stored()
                    .orElseThrow(() -> RuleViolation.at("value", check.problem(), parameter.min(), parameter.max()));
        }
        TransactionLock.take(jdbc, "policy.value " + parameter.key() + " " + unit);
        jdbc.sql("""
                        insert into policy.parameter_value
                               (parameter, unit_id, effective_from, value, source, entered_by, entered_at)
                        select :parameter, :unit, :from, cast(:value as text), :source, :by, :at
                         where not exists (
                               select from (select value, source from policy.parameter_value
                                             where parameter = :parameter and unit_id = :unit and effective_from = :from
                                             order by id desc limit 1) latest
                                where latest.value is not distinct from cast(:value as text) and latest.source = :source)
                        """)
                .param("parameter", parameter.key())
                .param("unit", unit.value())
                .param("from", effectiveFrom)
                .param("value", stored)
                .param("source", source)
                .param("by", account)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    private static PolicySnapshot.Value resolve(Parameter parameter, List<UnitView> path, List<Entry> entries) {
        Map<UnitId, Entry> latest = new HashMap<>();
        entries.forEach(entry -> latest.putIfAbsent(entry.unit(), entry));
        for (var unit : path) {
            var entry = latest.get(unit.id());
            if (entry != null && entry.value() != null) {
                return new PolicySnapshot.Value(entry.value(), unit.code(), entry.effectiveFrom(), entry.source());
            }
        }
        return new PolicySnapshot.Value(parameter.fallback(), null, parameter.since(), parameter.source());
    }

    /** Latest date first, and of one date the one entered last. */
    private List<Entry> entries(List<UnitView> path, LocalDate until) {
        if (path.isEmpty()) {
            return new ArrayList<>();
        }
        return jdbc.sql("""
                        select parameter, unit_id, effective_from, value, source, entered_by, entered_at
                          from policy.parameter_value
                         where unit_id in (:units) and effective_from <= :until
                         order by effective_from desc, id desc
                        """)
                .param("units", path.stream().map(unit -> unit.id().value()).toList())
                .param("until", until)
                .query(Policies::entry)
                .list();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getString("parameter"),
                new UnitId(row.getObject("unit_id", UUID.class)),
                row.getObject("effective_from", LocalDate.class),
                row.getString("value"),
                row.getString("source"),
                row.getObject("entered_by", UUID.class),
                row.getTimestamp("entered_at").toInstant());
    }
}
