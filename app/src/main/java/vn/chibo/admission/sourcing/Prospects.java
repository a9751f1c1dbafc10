package vn.chibo.admission.sourcing;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.eligibility.Education;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.Sex;
import vn.chibo.organization.UnitId;
import vn.chibo.policy.Policies;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;
import vn.chibo.shared.Texts;
import vn.chibo.shared.TransactionLock;

/** The prospective lists of cells. The caller has asked for the permission in the cells it names. */
@Service
@Transactional
class Prospects {

    private static final int MIN_AGE = 14;
    private static final int MAX_AGE = 100;

    private static final String PROSPECT = """
        with known as (
            select p.*, c.certificate_number, c.issued_on,
                   cast(c.issued_on + make_interval(months => :valid) as date) as valid_until,
                   case when p.removed_on is not null then 'REMOVED'
                        when exists (select 1 from admission.admission_case a
                                      where a.candidate_id = p.id and a.ceremony_on is not null) then 'ADMITTED'
                        when c.issued_on + make_interval(months => :valid) >= :today then 'COURSE_DONE'
                        when exists (select 1 from admission.course_place o
                                      where o.prospect_id = p.id and o.result is null) then 'ON_COURSE'
                        when c.issued_on is not null then 'CERTIFICATE_EXPIRED'
                        else 'LISTED' end as state
              from admission.prospect p
              left join lateral (select certificate_number, issued_on from admission.course_place
                                  where prospect_id = p.id and issued_on is not null
                                  order by issued_on desc limit 1) c on true)
        """;

    private final JdbcClient jdbc;
    private final Policies policies;
    private final Organizations organizations;
    private final Clock clock;

    Prospects(JdbcClient jdbc, Policies policies, Organizations organizations, Clock clock) {
        this.jdbc = jdbc;
        this.policies = policies;
        this.organizations = organizations;
        this.clock = clock;
    }

    /**
     * Which of the prospects of some cells.
     *
     * @param text part of a name, with or without accents; empty for all
     * @param state null for everybody who is on a list
     */
    record Wanted(String text, @Nullable ProspectState state) {

        static final Wanted ALL = new Wanted("", null);
    }

    /** Those who fit, by name. */
    @Transactional(readOnly = true)
    List<Prospect> find(Collection<UnitId> cells, Wanted wanted, int limit) {
        if (cells.isEmpty()) {
            return List.of();
        }
        return withHelpers(query(PROSPECT + """
            select * from known
             where cell_id = any(:cells) and name_folded like :text
               and (state = cast(:state as text) or cast(:state as text) is null and state not in ('REMOVED', 'ADMITTED'))
             order by substring(name_folded from '[^ ]*$'), name_folded, id limit :limit
            """, cells.iterator().next())
                .param("cells", ids(cells))
                .param("text", "%" + Texts.fold(wanted.text()).replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .param("state", wanted.state() == null ? null : wanted.state().name())
                .param("limit", limit)
                .query(Prospects::prospect)
                .list());
    }

    /** Whose certificate is over, or will be within the longest warning time, the most urgent first. */
    @Transactional(readOnly = true)
    List<Prospect> expiring(Collection<UnitId> cells, int limit) {
        if (cells.isEmpty()) {
            return List.of();
        }
        var first = cells.iterator().next();
        var longest =
                warnMonths(first).stream().mapToInt(Integer::intValue).max().orElse(0);
        return withHelpers(query(PROSPECT + """
            select * from known
             where cell_id = any(:cells) and state in ('COURSE_DONE', 'CERTIFICATE_EXPIRED')
               and valid_until <= :today + make_interval(months => :longest)
             order by valid_until, name_folded, id limit :limit
            """, first)
                .param("cells", ids(cells))
                .param("longest", longest)
                .param("limit", limit)
                .query(Prospects::prospect)
                .list());
    }

    /** How many stand where; every state is in the answer. */
    @Transactional(readOnly = true)
    Map<ProspectState, Integer> counts(Collection<UnitId> cells) {
        var counts = new EnumMap<ProspectState, Integer>(ProspectState.class);
        Arrays.stream(ProspectState.values()).forEach(state -> counts.put(state, 0));
        if (!cells.isEmpty()) {
            query(
                            PROSPECT
                                    + "select state, count(*) as number from known where cell_id = any(:cells) group"
                                    + " by state",
                            cells.iterator().next())
                    .param("cells", ids(cells))
                    .query(row -> {
                        counts.put(ProspectState.valueOf(row.getString("state")), row.getInt("number"));
                    });
        }
        return counts;
    }

    @Transactional(readOnly = true)
    Prospect get(ProspectId id) {
        return withHelpers(query(PROSPECT + "select * from known where id = :id", cell(id))
                        .param("id", id.value())
                        .query(Prospects::prospect)
                        .list())
                .stream()
                .findFirst()
                .orElseThrow(() -> missing(id));
    }

    @Transactional(readOnly = true)
    UnitId cell(ProspectId id) {
        return cellOf(id).orElseThrow(() -> missing(id));
    }

    @Transactional(readOnly = true)
    Optional<UnitId> cellOf(ProspectId id) {
        return jdbc.sql("select cell_id from admission.prospect where id = :id")
                .param("id", id.value())
                .query(UUID.class)
                .optional()
                .map(UnitId::new);
    }

    /** Warning times of certificates, in months. */
    @Transactional(readOnly = true)
    List<Integer> warnMonths(UnitId unit) {
        return Arrays.stream(policy(unit).text("sourcing.warnMonths").split("/"))
                .map(months -> Integer.valueOf(months.strip().replaceFirst("[.,].*", "")))
                .toList();
    }

    /** @throws RuleViolation naming a field of the form */
    ProspectId add(UnitId cell, ProspectDetails details, List<MemberId> helpers, UUID account) {
        check(cell, details, helpers);
        TransactionLock.take(jdbc, "admission.prospects " + cell);
        refuseTwice(cell, details, null);
        var id = new ProspectId(UUID.randomUUID());
        details(jdbc.sql("""
            insert into admission.prospect (id, cell_id, full_name, name_folded, sex, birth_date,
                ethnic_minority, religion, union_member, education, sector, place_type, local,
                introduced_by, watch_since, resolution_number, resolution_date, changed_by, changed_at)
            values (:id, :cell, :name, :folded, :sex, :birth, :minority, :religion, :union, :education,
                :sector, :place, :local, :introduced, :watch, :number, :date, :by, :at)
            """), details, account)
                .param("id", id.value())
                .param("cell", cell.value())
                .update();
        keepHelpers(id, helpers);
        return id;
    }

    /**
     * @param seen the version the person saw; somebody else's change meanwhile is not overwritten
     * @throws RuleViolation naming a field of the form, or none when it was changed meanwhile
     */
    void change(ProspectId id, ProspectDetails details, List<MemberId> helpers, long seen, UUID account) {
        var cell = cell(id);
        check(cell, details, helpers);
        TransactionLock.take(jdbc, "admission.prospects " + cell);
        refuseTwice(cell, details, id);
        var changed = details(jdbc.sql("""
            update admission.prospect set full_name = :name, name_folded = :folded, sex = :sex,
                birth_date = :birth, ethnic_minority = :minority, religion = :religion,
                union_member = :union, education = :education, sector = :sector, place_type = :place,
                local = :local, introduced_by = :introduced, watch_since = :watch,
                resolution_number = :number, resolution_date = :date, changed_by = :by, changed_at = :at,
                version = version + 1
             where id = :id and version = :seen
            """), details, account)
                .param("id", id.value())
                .param("seen", seen)
                .update();
        if (changed == 0) {
            throw new RuleViolation("admission.prospect.changedMeanwhile");
        }
        jdbc.sql("delete from admission.prospect_helper where prospect_id = :id")
                .param("id", id.value())
                .update();
        keepHelpers(id, helpers);
    }

    /** Takes the person off the list; the same once more changes nothing. */
    void remove(ProspectId id, String reason, UUID account) {
        jdbc.sql("""
            update admission.prospect set removed_on = :today, removal_reason = :reason, changed_by = :by,
                changed_at = :at, version = version + 1
             where id = :id and removed_on is null
            """)
                .param("today", today())
                .param("reason", reason)
                .param("by", account)
                .param("at", Timestamp.from(clock.instant()))
                .param("id", id.value())
                .update();
    }

    /** Puts the person back on the list. */
    void restore(ProspectId id, UUID account) {
        var prospect = get(id);
        if (prospect.state() != ProspectState.REMOVED) {
            return;
        }
        TransactionLock.take(jdbc, "admission.prospects " + prospect.cell());
        refuseTwice(prospect.cell(), prospect.details(), id);
        jdbc.sql("""
            update admission.prospect set removed_on = null, removal_reason = null, changed_by = :by,
                changed_at = :at, version = version + 1
             where id = :id
            """)
                .param("by", account)
                .param("at", Timestamp.from(clock.instant()))
                .param("id", id.value())
                .update();
    }

    private void check(UnitId cell, ProspectDetails details, List<MemberId> helpers) {
        var today = today();
        if (details.birthDate().isAfter(today.minusYears(MIN_AGE))
                || details.birthDate().isBefore(today.minusYears(MAX_AGE))) {
            throw RuleViolation.at("birthDate", "admission.prospect.age", MIN_AGE, MAX_AGE);
        }
        if (details.resolutionDate().isAfter(today)) {
            throw RuleViolation.at("resolutionDate", "admission.notInTheFuture");
        }
        if (details.watchSince().isAfter(today)) {
            throw RuleViolation.at("watchSince", "admission.notInTheFuture");
        }
        if (new LinkedHashSet<>(helpers).size() < helpers.size()) {
            throw RuleViolation.at("helper2", "admission.prospect.helperTwice");
        }
        var members = organizations.members(helpers, today);
        for (var position = 0; position < helpers.size(); position++) {
            var member = members.get(helpers.get(position));
            if (member == null || !member.cell().equals(cell)) {
                throw RuleViolation.at("helper" + (position + 1), "admission.prospect.helperElsewhere");
            }
        }
    }

    private void refuseTwice(UnitId cell, ProspectDetails details, @Nullable ProspectId self) {
        var listed = jdbc.sql("""
            select id from admission.prospect
             where cell_id = :cell and name_folded = :folded and birth_date = :birth and removed_on is null
            """)
                .param("cell", cell.value())
                .param("folded", Texts.fold(details.fullName()))
                .param("birth", details.birthDate())
                .query(UUID.class)
                .optional();
        if (listed.isPresent() && (self == null || !listed.get().equals(self.value()))) {
            throw RuleViolation.at("fullName", "admission.prospect.listedAlready");
        }
    }

    private void keepHelpers(ProspectId id, List<MemberId> helpers) {
        for (var position = 0; position < helpers.size(); position++) {
            jdbc.sql("insert into admission.prospect_helper (prospect_id, position, member_id) values (?, ?, ?)")
                    .params(id.value(), position, helpers.get(position).value())
                    .update();
        }
    }

    private StatementSpec details(StatementSpec statement, ProspectDetails details, UUID account) {
        return statement
                .param("name", details.fullName())
                .param("folded", Texts.fold(details.fullName()))
                .param("sex", details.sex().name())
                .param("birth", details.birthDate())
                .param("minority", details.ethnicMinority())
                .param("religion", details.religion())
                .param("union", details.unionMember())
                .param("education", details.education().name())
                .param("sector", details.sector().name())
                .param("place", details.placeType().name())
                .param("local", details.local())
                .param("introduced", details.introducedBy().name())
                .param("watch", details.watchSince())
                .param("number", details.resolutionNumber())
                .param("date", details.resolutionDate())
                .param("by", account)
                .param("at", Timestamp.from(clock.instant()));
    }

    /** How long a certificate counts is one number for the whole tree, so any unit of it answers. */
    private StatementSpec query(String sql, UnitId unit) {
        return jdbc.sql(sql)
                .param("valid", policy(unit).integer("certificate.validMonths"))
                .param("today", today());
    }

    private PolicySnapshot policy(UnitId unit) {
        return policies.snapshot(unit, today());
    }

    private List<Prospect> withHelpers(List<Prospect> found) {
        if (found.isEmpty()) {
            return found;
        }
        record Helper(UUID prospect, UUID member) {}
        var helpers = jdbc
                .sql("""
                    select prospect_id, member_id from admission.prospect_helper
                     where prospect_id = any(:ids) order by prospect_id, position
                    """)
                .param(
                        "ids",
                        found.stream().map(prospect -> prospect.id().value()).toArray(UUID[]::new))
                .query((row, number) ->
                        new Helper(row.getObject("prospect_id", UUID.class), row.getObject("member_id", UUID.class)))
                .list()
                .stream()
                .collect(groupingBy(Helper::prospect, mapping(Helper::member, toList())));
        var all = new ArrayList<Prospect>();
        for (var prospect : found) {
            all.add(new Prospect(
                    prospect.id(),
                    prospect.cell(),
                    prospect.details(),
                    helpers.getOrDefault(prospect.id().value(), List.of()),
                    prospect.state(),
                    prospect.certificate(),
                    prospect.removedOn(),
                    prospect.removalReason(),
                    prospect.version()));
        }
        return all;
    }

    private static Prospect prospect(ResultSet row, int number) throws SQLException {
        var details = new ProspectDetails(
                row.getString("full_name"),
                Sex.valueOf(row.getString("sex")),
                row.getObject("birth_date", LocalDate.class),
                row.getBoolean("ethnic_minority"),
                row.getString("religion"),
                row.getBoolean("union_member"),
                Education.valueOf(row.getString("education")),
                Sector.valueOf(row.getString("sector")),
                PlaceType.valueOf(row.getString("place_type")),
                row.getBoolean("local"),
                Introducer.valueOf(row.getString("introduced_by")),
                row.getObject("watch_since", LocalDate.class),
                row.getString("resolution_number"),
                row.getObject("resolution_date", LocalDate.class));
        var certificate = row.getString("certificate_number");
        return new Prospect(
                new ProspectId(row.getObject("id", UUID.class)),
                new UnitId(row.getObject("cell_id", UUID.class)),
                details,
                List.of(),
                ProspectState.valueOf(row.getString("state")),
                certificate == null
                        ? null
                        : new Certificate(
                                certificate,
                                row.getObject("issued_on", LocalDate.class),
                                row.getObject("valid_until", LocalDate.class)),
                row.getObject("removed_on", LocalDate.class),
                row.getString("removal_reason"),
                row.getLong("version"));
    }

    private static NotFound missing(ProspectId id) {
        return new NotFound("prospect " + id);
    }

    private static UUID[] ids(Collection<UnitId> units) {
        return units.stream().map(UnitId::value).toArray(UUID[]::new);
    }

    private LocalDate today() {
        return DomainTime.today(clock);
    }
}
