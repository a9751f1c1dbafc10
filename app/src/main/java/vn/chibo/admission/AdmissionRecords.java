package vn.chibo.admission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.AdmissionRecord.ClockMove;
import vn.chibo.admission.AdmissionRecord.Passage;
import vn.chibo.admission.AdmissionRecord.RouteStep;
import vn.chibo.admission.AdmissionRecord.Sponsor;
import vn.chibo.admission.AdmissionRecord.Step;
import vn.chibo.cases.CaseView;
import vn.chibo.cases.Cases;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;

/** Reads what an admission has left behind. Changes nothing. */
@Service
@Transactional(readOnly = true)
public class AdmissionRecords {

    private final AdmissionFiles files;
    private final ApprovalRoutes routes;
    private final Ballots ballots;
    private final Cases cases;
    private final JdbcClient jdbc;

    AdmissionRecords(AdmissionFiles files, ApprovalRoutes routes, Ballots ballots, Cases cases, JdbcClient jdbc) {
        this.files = files;
        this.routes = routes;
        this.ballots = ballots;
        this.cases = cases;
        this.jdbc = jdbc;
    }

    /** @throws NotFound when there is no such admission */
    public AdmissionRecord of(AdmissionId id) {
        var admission = files.get(id);
        var opened = cases.find(id.caseId()).map(CaseView::openedAt).orElseThrow(() -> new NotFound("case " + id));
        var route = route(admission);
        var passages = passages(id);
        var sponsors = sponsors(id);
        var told = cases.history(id.caseId());
        return jdbc.sql("select * from admission.admission_case where id = :id")
                .param("id", id.value())
                .query((row, number) -> new AdmissionRecord(
                        admission.view(),
                        DomainTime.dateOf(opened),
                        row.getString("certificate_no"),
                        date(row, "applied_on"),
                        row.getBoolean("history_verified"),
                        date(row, "resolved_on"),
                        date(row, "decision_received_on"),
                        row.getString("recognition_no"),
                        date(row, "recognised_on"),
                        steps(id),
                        sponsors,
                        sponsorsChangedAt(told, sponsors),
                        ballots(id),
                        route,
                        passages,
                        current(admission, route, passages),
                        clockMoves(id),
                        last(told, "moved").orElse(null)))
                .single();
    }

    /** When a sponsor was last reported to have left; a move before the cell's vote takes all of them away. */
    private static @Nullable Instant sponsorsChangedAt(List<Cases.HistoryLine> told, List<Sponsor> sponsors) {
        var left = last(told, "sponsorLeft");
        var moved = last(told, "moved")
                .filter(at -> sponsors.stream()
                        .anyMatch(sponsor -> DomainTime.dateOf(at).equals(sponsor.leftOn())));
        return Stream.concat(left.stream(), moved.stream())
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Optional<Instant> last(List<Cases.HistoryLine> told, String key) {
        return told.stream()
                .filter(line -> line.messageKey().equals("admission.history." + key))
                .map(Cases.HistoryLine::at)
                .reduce((earlier, later) -> later);
    }

    private List<RouteStep> route(AdmissionCase admission) {
        var today = files.today();
        return routes.byId(admission.routeId()).steps().stream()
                .flatMap(step -> routes.unitOf(step.body(), admission.cell(), today).stream()
                        .map(unit -> new RouteStep(step.position(), step.body(), step.decides(), unit)))
                .toList();
    }

    private static @Nullable RouteStep current(AdmissionCase admission, List<RouteStep> route, List<Passage> passages) {
        if (!admission.isOnRoute()) {
            return null;
        }
        var done = new HashSet<Integer>();
        passages.stream()
                .filter(passage -> passage.round() == admission.routeRound())
                .forEach(passage -> done.add(passage.position()));
        var above = route.stream().filter(step -> step.body() != Body.CELL).toList();
        // after the last body's vote its decision is still to be written
        return above.stream()
                .filter(step -> !done.contains(step.position()))
                .findFirst()
                .orElseGet(above::getLast);
    }

    private List<AdmissionRecord.Ballot> ballots(AdmissionId id) {
        return ballots.all(id).stream()
                .map(ballot -> new AdmissionRecord.Ballot(
                        ballot.number(),
                        ballot.body(),
                        ballot.subject(),
                        ballot.threshold(),
                        ballot.secret(),
                        ballot.heldOn(),
                        ballot.result()))
                .toList();
    }

    private List<Step> steps(AdmissionId id) {
        return jdbc.sql("""
                        select step, at, actor, on_date, result, remark from admission.step_record
                        where case_id = :case order by id""")
                .param("case", id.value())
                .query((row, number) -> new Step(
                        row.getString("step"),
                        instant(row),
                        member(row, "actor"),
                        date(row, "on_date"),
                        row.getString("result"),
                        row.getString("remark")))
                .list();
    }

    private List<Sponsor> sponsors(AdmissionId id) {
        return jdbc.sql("select * from admission.sponsor where case_id = :case order by appointed_on, member_id")
                .param("case", id.value())
                .query((row, number) -> new Sponsor(
                        new MemberId(row.getObject("member_id", UUID.class)),
                        row.getObject("together_since", LocalDate.class),
                        row.getObject("appointed_on", LocalDate.class),
                        date(row, "introduced_on"),
                        date(row, "left_on")))
                .list();
    }

    private List<Passage> passages(AdmissionId id) {
        return jdbc.sql("select * from admission.route_progress where case_id = :case order by round, position")
                .param("case", id.value())
                .query((row, number) -> new Passage(
                        row.getInt("round"),
                        row.getInt("position"),
                        Body.valueOf(row.getString("body")),
                        StepResult.valueOf(row.getString("result")),
                        row.getString("reason"),
                        instant(row),
                        member(row, "actor")))
                .list();
    }

    private List<ClockMove> clockMoves(AdmissionId id) {
        return jdbc.sql("select * from admission.clock_move where case_id = :case order by number")
                .param("case", id.value())
                .query((row, number) -> new ClockMove(
                        row.getString("kind"),
                        instant(row),
                        member(row, "actor"),
                        row.getObject("old_due", LocalDate.class),
                        row.getObject("new_due", LocalDate.class),
                        row.getString("reason"),
                        row.getString("approver")))
                .list();
    }

    /** The unit whose body has files of this cell before it today; empty for a sub-committee where there is none. */
    public Optional<UnitView> unitOf(Body body, UnitId cell) {
        return routes.unitOf(body, cell, files.today());
    }

    /** Where files of a cell go today: the committee it reports to and the route. */
    public record Place(UnitView committee, UUID route) {}

    /** Empty for a cell without a committee above it. */
    public Optional<Place> place(UnitId cell) {
        var today = files.today();
        return routes.committee(cell, today)
                .map(committee -> new Place(committee, routes.of(cell, today).id()));
    }

    /** Pupils and students hand in more papers than others. */
    public boolean isStudent(UUID candidate) {
        return jdbc.sql("select exists (select 1 from admission.prospect where id = :id and sector = 'STUDENT')")
                .param("id", candidate)
                .query(Boolean.class)
                .single();
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }

    private static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    private static @Nullable MemberId member(ResultSet row, String column) throws SQLException {
        var id = row.getObject(column, UUID.class);
        return id == null ? null : new MemberId(id);
    }
}
