package vn.chibo.admission.sittings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.AdmissionRecords;
import vn.chibo.admission.Body;
import vn.chibo.admission.Subject;
import vn.chibo.admission.sittings.WaitingFile.Seat;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.Cases;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;
import vn.chibo.shared.TransactionLock;

/** Sittings of committees. The caller has asked for the permission in the committee. */
@Service
@Transactional
class Sittings {

    private static final String SITTING = """
            select s.*, count(f.case_id) filter (where f.put_off is null) as files,
                count(b.id) filter (where f.put_off is null and b.held_on is not null) as voted
            from admission.sitting s
            left join admission.sitting_file f on f.sitting_id = s.id
            left join admission.ballot b on b.case_id = f.case_id and b.number = f.ballot
            """;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final AdmissionRecords records;
    private final Cases cases;
    private final JdbcClient jdbc;
    private final Clock clock;

    Sittings(AdmissionRecords records, Cases cases, JdbcClient jdbc, Clock clock) {
        this.records = records;
        this.cases = cases;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Units of which any body ever sat. */
    @Transactional(readOnly = true)
    Set<UnitId> units() {
        return Set.copyOf(jdbc.sql("select distinct unit_id from admission.sitting")
                .query((row, number) -> new UnitId(row.getObject("unit_id", UUID.class)))
                .list());
    }

    /** The latest first. */
    @Transactional(readOnly = true)
    List<Sitting> of(Collection<UnitId> units, int limit) {
        return jdbc.sql(SITTING + """
                        where s.unit_id = any(:units) group by s.id
                        order by s.on_date desc, s.starts_at desc, s.id limit :limit""")
                .param("units", units.stream().map(UnitId::value).toArray(UUID[]::new))
                .param("limit", limit)
                .query(Sittings::sitting)
                .list();
    }

    /** @throws NotFound when there is none */
    @Transactional(readOnly = true)
    Sitting get(UUID id) {
        return jdbc.sql(SITTING + "where s.id = :id group by s.id")
                .param("id", id)
                .query(Sittings::sitting)
                .optional()
                .orElseThrow(() -> new NotFound("sitting " + id));
    }

    /** What the bodies above these cells have before them and no sitting took up, the most urgent first. */
    @Transactional(readOnly = true)
    List<WaitingFile> waiting(Map<UnitId, UnitView> cells) {
        var units = new HashMap<String, Optional<UnitView>>();
        var files = new ArrayList<WaitingFile>();
        jdbc.sql("""
                        select a.id, a.cell_id, a.decide_by, b.number, b.body, b.subject, p.full_name
                        from admission.ballot b join admission.admission_case a on a.id = b.case_id
                        left join admission.prospect p on p.id = a.candidate_id
                        where b.held_on is null and not b.followed and b.body in ('BASE_COMMITTEE', 'STANDING_COMMITTEE')
                            and a.on_route and a.state not in ('STOPPED', 'REFUSED', 'STRUCK_OFF', 'OFFICIAL')
                            and a.cell_id = any(:cells)
                            and not exists (
                                select 1 from admission.sitting_file f
                                where f.case_id = a.id and f.ballot = b.number and f.put_off is null)
                        order by a.decide_by nulls last, p.name_folded, a.id""")
                .param("cells", cells.keySet().stream().map(UnitId::value).toArray(UUID[]::new))
                .query(row -> {
                    var cell = cells.get(new UnitId(row.getObject("cell_id", UUID.class)));
                    var body = Body.valueOf(row.getString("body"));
                    if (cell == null) {
                        return;
                    }
                    var unit = units.computeIfAbsent(body + " " + cell.id(), none -> records.unitOf(body, cell.id()));
                    if (unit.isPresent()) {
                        files.add(file(row, body, unit.get().id(), cell));
                    }
                });
        return files;
    }

    private static WaitingFile file(ResultSet row, Body body, UnitId unit, UnitView cell) throws SQLException {
        return new WaitingFile(
                row.getObject("id", UUID.class),
                row.getInt("number"),
                body,
                unit,
                Subject.valueOf(row.getString("subject")),
                row.getString("full_name"),
                cell,
                row.getObject("decide_by", LocalDate.class));
    }

    /** The list of a sitting: what comes up, by its order, then what was put off. */
    @Transactional(readOnly = true)
    List<SittingFile> files(UUID sitting) {
        return jdbc.sql("""
                        select f.*, a.cell_id, a.decide_by, b.subject, b.held_on, b.members, b.in_favour, b.against, b.passed,
                            p.full_name, case when b.passed and b.subject = 'ADMISSION' then a.decision_no
                                when b.passed then a.recognition_no end as paper,
                            (select c.in_favour || '/' || c.members from admission.ballot c
                             where c.case_id = a.id and c.body = 'CELL' and c.number < f.ballot and c.held_on is not null
                             order by c.number desc limit 1) as cell_vote
                        from admission.sitting_file f
                        join admission.admission_case a on a.id = f.case_id
                        join admission.ballot b on b.case_id = f.case_id and b.number = f.ballot
                        left join admission.prospect p on p.id = a.candidate_id
                        where f.sitting_id = :sitting order by f.put_off is not null, f.position, f.case_id""")
                .param("sitting", sitting)
                .query((row, number) -> new SittingFile(
                        row.getObject("case_id", UUID.class),
                        row.getInt("position"),
                        row.getInt("ballot"),
                        Subject.valueOf(row.getString("subject")),
                        row.getString("full_name"),
                        new UnitId(row.getObject("cell_id", UUID.class)),
                        row.getString("cell_vote"),
                        row.getObject("decide_by", LocalDate.class),
                        row.getObject("held_on", LocalDate.class),
                        row.getInt("members"),
                        row.getInt("in_favour"),
                        row.getInt("against"),
                        row.getBoolean("passed"),
                        row.getString("paper"),
                        row.getString("put_off")))
                .list();
    }

    /**
     * Calls a sitting; sent twice it is one.
     *
     * @throws RuleViolation naming a field of the form
     */
    UUID call(Seat seat, Sitting.Details details, List<WaitingFile> chosen, CurrentUser by) {
        requireNear(details);
        TransactionLock.take(jdbc, "admission.sittings " + seat.unit());
        var known = jdbc.sql("""
                        select id from admission.sitting
                        where unit_id = :unit and body = :body and on_date = :on and starts_at = :at""")
                .param("unit", seat.unit().value())
                .param("body", seat.body().name())
                .param("on", details.on())
                .param("at", details.at())
                .query(UUID.class)
                .optional();
        var id = known.orElseGet(UUID::randomUUID);
        if (known.isEmpty()) {
            jdbc.sql("""
                            insert into admission.sitting (id, unit_id, body, on_date, starts_at, place, changed_by, changed_at)
                            values (:id, :unit, :body, :on, :at, :place, :by, :now)""")
                    .param("id", id)
                    .param("unit", seat.unit().value())
                    .param("body", seat.body().name())
                    .param("on", details.on())
                    .param("at", details.at())
                    .param("place", details.place())
                    .param("by", by.accountId())
                    .param("now", now())
                    .update();
        } else if (get(id).closed()) {
            throw RuleViolation.at("on", "admission.sitting.error.closed");
        }
        add(id, chosen, by);
        return id;
    }

    /** @throws RuleViolation naming a field of the form */
    void move(UUID id, Sitting.Details details, CurrentUser by) {
        requireOpen(id);
        requireNear(details);
        var sitting = get(id);
        TransactionLock.take(jdbc, "admission.sittings " + sitting.unit());
        var taken = of(List.of(sitting.unit()), Integer.MAX_VALUE).stream()
                .anyMatch(other -> !other.id().equals(id)
                        && other.body() == sitting.body()
                        && other.details().on().equals(details.on())
                        && other.details().at().equals(details.at()));
        if (taken) {
            throw RuleViolation.at("at", "admission.sitting.error.twice");
        }
        jdbc.sql("""
                        update admission.sitting set on_date = :on, starts_at = :at, place = :place, changed_by = :by,
                            changed_at = :now where id = :id""")
                .param("on", details.on())
                .param("at", details.at())
                .param("place", details.place())
                .param("by", by.accountId())
                .param("now", now())
                .param("id", id)
                .update();
    }

    /** Puts more files at the end of the list; one that stands there, or on another sitting's list, stays where it is. */
    void add(UUID id, List<WaitingFile> chosen, CurrentUser by) {
        requireOpen(id);
        var sitting = get(id);
        var on = sitting.details().on();
        TransactionLock.take(jdbc, "admission.sittings " + sitting.unit());
        for (var file : chosen) {
            var added = jdbc.sql("""
                            insert into admission.sitting_file (sitting_id, case_id, ballot, position)
                            select :sitting, :case, :ballot, coalesce(max(position), 0) + 1
                            from admission.sitting_file where sitting_id = :sitting
                            having not exists (
                                select 1 from admission.sitting_file other
                                where other.case_id = :case and other.ballot = :ballot and other.put_off is null)
                            on conflict (sitting_id, case_id) do update set ballot = excluded.ballot,
                                position = excluded.position, put_off = null where sitting_file.put_off is not null""")
                    .param("sitting", id)
                    .param("case", file.id())
                    .param("ballot", file.ballot())
                    .update();
            if (added == 1) {
                cases.record(
                        new CaseId(file.id()),
                        by.member(),
                        "admission.history.sittingCalled." + file.body(),
                        DATE.format(on));
            }
        }
    }

    /** Exchanges a file that comes up with the one before it; the first stays. */
    void earlier(UUID id, UUID file) {
        requireOpen(id);
        var order = files(id).stream()
                .filter(known -> known.putOff() == null)
                .map(SittingFile::id)
                .toList();
        var at = order.indexOf(file);
        if (at < 0) {
            throw new NotFound("file " + file + " of sitting " + id);
        }
        var moved = new ArrayList<>(order);
        if (at > 0) {
            moved.remove(at);
            moved.add(at - 1, file);
        }
        for (var position = 0; position < moved.size(); position++) {
            jdbc.sql(
                            "update admission.sitting_file set position = :position where sitting_id = :id and case_id = :file")
                    .param("position", position + 1)
                    .param("id", id)
                    .param("file", moved.get(position))
                    .update();
        }
    }

    /** The file does not come up after all; it waits for a later sitting. Not once it was voted on. */
    void putOff(UUID id, UUID file, String reason, CurrentUser by) {
        requireOpen(id);
        var known = files(id).stream()
                .filter(candidate -> candidate.id().equals(file))
                .findFirst()
                .orElseThrow(() -> new NotFound("file " + file + " of sitting " + id));
        if (known.voted()) {
            throw new RuleViolation("admission.sitting.error.voted");
        }
        var changed = jdbc.sql("""
                        update admission.sitting_file set put_off = :reason
                        where sitting_id = :id and case_id = :file and put_off is null""")
                .param("reason", reason, Types.VARCHAR)
                .param("id", id)
                .param("file", file)
                .update();
        if (changed == 1) {
            cases.record(new CaseId(file), by.member(), "admission.history.sittingPutOff");
        }
    }

    /**
     * Ends a sitting; what it did about each file cannot be changed afterwards. Safe to repeat.
     *
     * @throws RuleViolation while a file that comes up is neither voted on nor put off
     */
    void close(UUID id, CurrentUser by) {
        var sitting = get(id);
        if (sitting.closed()) {
            return;
        }
        if (sitting.details().on().isAfter(DomainTime.today(clock))) {
            throw new RuleViolation("admission.sitting.error.notYet");
        }
        if (sitting.voted() < sitting.files()) {
            throw new RuleViolation("admission.sitting.error.open", sitting.files() - sitting.voted());
        }
        jdbc.sql("update admission.sitting set closed_at = :now, changed_by = :by, changed_at = :now where id = :id")
                .param("now", now())
                .param("by", by.accountId())
                .param("id", id)
                .update();
    }

    private void requireOpen(UUID id) {
        var closed = jdbc.sql("select closed_at is not null from admission.sitting where id = :id for update")
                .param("id", id)
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> new NotFound("sitting " + id));
        if (closed) {
            throw new RuleViolation("admission.sitting.error.closed");
        }
    }

    /** A typing slip in the year is found out before anybody is invited. */
    private void requireNear(Sitting.Details details) {
        var today = DomainTime.today(clock);
        if (details.on().isBefore(today.minusDays(30)) || details.on().isAfter(today.plusYears(1))) {
            throw RuleViolation.at("on", "admission.sitting.error.date");
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Sitting sitting(ResultSet row, int number) throws SQLException {
        var closedAt = row.getObject("closed_at", OffsetDateTime.class);
        return new Sitting(
                row.getObject("id", UUID.class),
                new UnitId(row.getObject("unit_id", UUID.class)),
                Body.valueOf(row.getString("body")),
                new Sitting.Details(
                        row.getObject("on_date", LocalDate.class),
                        row.getObject("starts_at", LocalTime.class),
                        row.getString("place")),
                closedAt == null ? null : closedAt.toInstant(),
                row.getInt("files"),
                row.getInt("voted"));
    }
}
