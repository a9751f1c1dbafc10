package vn.chibo.meetings.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.CaseView;
import vn.chibo.cases.Cases;
import vn.chibo.kpi.CellMonth;
import vn.chibo.kpi.Kpi;
import vn.chibo.kpi.Kpi.Form;
import vn.chibo.kpi.KpiArea;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MeetingStatus;
import vn.chibo.meetings.MeetingView;
import vn.chibo.meetings.Steps;
import vn.chibo.meetings.process.MonthlyMeetingProcess;
import vn.chibo.meetings.score.ScoreFacts;
import vn.chibo.meetings.sitting.SittingFacts;
import vn.chibo.meetings.sitting.Sittings;
import vn.chibo.organization.CellType;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.DomainTime;

/**
 * Counts of one cell's meeting of one month. M13 and M19 know only the meetings in whose room targets and dues were counted.
 * M15 counts a proposal in the month it was raised in.
 */
@Component
@Transactional(readOnly = true)
class MeetingKpis implements KpiArea {

    private static final Set<MeetingStatus> HELD =
            Set.of(MeetingStatus.HELD, MeetingStatus.FINALISED, MeetingStatus.REPORTED, MeetingStatus.VERIFIED);
    private static final int TENTHS = 10;

    private final MeetingManagement meetings;
    private final Sittings sittings;
    private final Organizations organizations;
    private final Cases cases;
    private final JdbcClient jdbc;

    MeetingKpis(
            MeetingManagement meetings, Sittings sittings, Organizations organizations, Cases cases, JdbcClient jdbc) {
        this.meetings = meetings;
        this.sittings = sittings;
        this.organizations = organizations;
        this.cases = cases;
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "meetings";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public List<Kpi> kpis() {
        return List.of(
                Kpi.share("M1", "meetings.heldOfExpected", "meetings.expected"),
                Kpi.share("M2", "meetings.onSchedule", "meetings.held"),
                Kpi.share("M3", "meetings.longEnough", "meetings.held"),
                Kpi.share("M4", "attendance.present", "attendance.expected"),
                Kpi.share("M4-village", "attendance.present.village", "attendance.expected.village"),
                Kpi.share("M4-agency", "attendance.present.agency", "attendance.expected.agency"),
                Kpi.share("M5", "attendance.unexcused", "attendance.expected"),
                Kpi.count("M6", "attendance.excusedTooOften"),
                Kpi.share("M7", "meetings.speakers", "meetings.present"),
                Kpi.share("M8", "papers.before", "meetings.held"),
                Kpi.share("M9", "papers.after", "meetings.held"),
                Kpi.share("M10", "reports.inTime", "meetings.held"),
                Kpi.share("M11", "meetings.resolved", "meetings.held"),
                Kpi.share("M12", "tasks.done", "tasks.due"),
                Kpi.share("M13", "targets.reached", "targets.set"),
                Kpi.share("M14", "visits.attended", "visits.expected"),
                Kpi.share("M15", "petitions.inTime", "petitions.raised"),
                Kpi.share("M16-GOOD", "grade.GOOD", "grade.all"),
                Kpi.share("M16-FAIR", "grade.FAIR", "grade.all"),
                Kpi.share("M16-AVERAGE", "grade.AVERAGE", "grade.all"),
                Kpi.share("M16-POOR", "grade.POOR", "grade.all"),
                new Kpi("M17", Form.MEAN_OF_TENTHS, "score.gap", "score.verified"),
                new Kpi("M18", Form.CELLS_TWICE, "grade.belowGood", null),
                Kpi.share("M19", "dues.paid", "dues.liable"));
    }

    @Override
    public Set<CellMonth> touchedBy(CaseView theCase) {
        return theCase.kind().equals(MonthlyMeetingProcess.KIND)
                ? Set.of(new CellMonth(theCase.unit(), YearMonth.parse(theCase.subject())))
                : Set.of();
    }

    @Override
    public Collection<CellMonth> everything() {
        return jdbc.sql("select cell_id, period from meetings.meeting order by period desc, cell_id")
                .query((row, number) -> new CellMonth(
                        new UnitId(row.getObject("cell_id", UUID.class)),
                        YearMonth.from(row.getObject("period", LocalDate.class))))
                .list();
    }

    @Override
    public Map<String, Long> count(CellMonth where) {
        var counts = new Measures();
        meetings.of(where.cell(), where.month()).ifPresent(id -> count(id, counts));
        return counts.all;
    }

    private void count(MeetingId id, Measures counts) {
        var meeting = meetings.get(id);
        var held = HELD.contains(meeting.status());
        var tooSmall = jdbc.sql("select cell_too_small from meetings.meeting where id = :id")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
        if (!tooSmall) {
            counts.add("meetings.expected", 1);
            counts.add("meetings.heldOfExpected", held ? 1 : 0);
        }
        petitions(id, counts);
        if (!held) {
            return;
        }
        counts.add("meetings.held", 1);
        sittings.facts(id).ifPresent(facts -> sitting(meeting, facts, counts));
        counts.add("reports.inTime", reportedInTime(meeting) ? 1 : 0);
        visit(id, counts);
        score(id, counts);
    }

    private void sitting(MeetingView meeting, SittingFacts facts, Measures counts) {
        var judged = ScoreFacts.of(meeting, facts, Objects.requireNonNullElse(facts.end(), Instant.MAX));
        var agreed = meeting.originalStart() == null ? meeting.plannedStart() : meeting.originalStart();
        counts.add(
                "meetings.onSchedule",
                facts.start() != null
                                && agreed != null
                                && DomainTime.dateOf(facts.start()).equals(DomainTime.dateOf(agreed))
                        ? 1
                        : 0);
        counts.add("meetings.longEnough", judged.isLongEnough() ? 1 : 0);
        counts.add("attendance.expected", facts.expected());
        counts.add("attendance.present", Math.min(facts.present(), facts.expected()));
        kind(meeting).ifPresent(kind -> {
            counts.add("attendance.expected." + kind, facts.expected());
            counts.add("attendance.present." + kind, Math.min(facts.present(), facts.expected()));
        });
        counts.add("attendance.unexcused", facts.unexcused());
        counts.add("attendance.excusedTooOften", excusedTooOften(meeting, facts));
        counts.add("meetings.present", facts.present());
        counts.add("meetings.speakers", Math.min(facts.speakers(), facts.present()));
        counts.add("papers.before", judged.papersBefore() ? 1 : 0);
        counts.add("papers.after", Boolean.TRUE.equals(judged.papersAfter()) ? 1 : 0);
        counts.add("meetings.resolved", judged.conclusionAdopted() ? 1 : 0);
        counts.add("tasks.due", facts.tasksDue());
        counts.add("tasks.done", facts.tasksDone());
        var targets = facts.targets();
        if (targets != null) {
            counts.add("targets.set", targets.of());
            counts.add("targets.reached", targets.number());
        }
        var dues = facts.dues();
        if (dues != null) {
            counts.add("dues.liable", dues.of());
            counts.add("dues.paid", dues.number());
        }
    }

    private Optional<String> kind(MeetingView meeting) {
        return organizations
                .unit(meeting.cell(), meeting.period().atEndOfMonth())
                .or(() -> organizations.unit(meeting.cell(), meeting.period().atDay(1)))
                .map(cell -> cell.cellType() == CellType.VILLAGE
                        ? "village"
                        : cell.cellType() == CellType.AGENCY ? "agency" : null);
    }

    /** Members whose run of excused absences in this cell went over what is allowed with this meeting. */
    private long excusedTooOften(MeetingView meeting, SittingFacts facts) {
        var allowed = meeting.policy().integer("attendance.maxConsecutiveExcused");
        return jdbc.sql("""
                        select count(*) from (
                            select a.member_id, bool_and(a.presence = 'EXCUSED') filter (where n <= :allowed + 1) as run,
                                count(*) filter (where n <= :allowed + 1) as length,
                                coalesce(bool_or(a.presence = 'EXCUSED') filter (where n = :allowed + 2), false) as longer
                            from (
                                select a.*, row_number() over (partition by a.member_id order by s.started_at desc) as n
                                from meetings.attendance a join meetings.sitting s on s.id = a.sitting_id
                                where s.cell_id = :cell and s.state = 'HELD' and s.started_at <= :start
                                    and a.member_id in (
                                        select member_id from meetings.attendance
                                        where sitting_id = :sitting and presence = 'EXCUSED')) a
                            group by a.member_id) r
                        where run and length = :allowed + 1 and not longer""")
                .param("allowed", allowed)
                .param("cell", meeting.cell().value())
                .param("sitting", facts.id().value())
                .param("start", Objects.requireNonNull(facts.start()).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private boolean reportedInTime(MeetingView meeting) {
        return cases.find(meeting.id().caseId()).stream()
                .flatMap(found -> found.deadlines().stream())
                .anyMatch(deadline -> deadline.step().equals(Steps.PUBLISH_AND_REPORT)
                        && deadline.metAt() != null
                        && !deadline.metAt().isAfter(deadline.due()));
    }

    private void visit(MeetingId id, Measures counts) {
        jdbc.sql("""
                        select v.attended from meetings.meeting m left join meetings.visit_report v on v.meeting_id = m.id
                        where m.id = :id and m.has_assigned_member""").param("id", id.value()).query(row -> {
            counts.add("visits.expected", 1);
            counts.add("visits.attended", row.getBoolean("attended") ? 1 : 0);
        });
    }

    private void petitions(MeetingId id, Measures counts) {
        jdbc.sql("""
                        select count(*) as raised, count(*) filter (
                            where (answered_at at time zone 'Asia/Ho_Chi_Minh')::date <= due_on) as in_time
                        from meetings.petition where meeting_id = :id""").param("id", id.value()).query(row -> {
            counts.add("petitions.raised", row.getLong("raised"));
            counts.add("petitions.inTime", row.getLong("in_time"));
        });
    }

    private void score(MeetingId id, Measures counts) {
        jdbc.sql("""
                        select verified_grade, abs(self_points - verified_points) * :tenths as gap
                        from meetings.score_sheet where meeting_id = :id and state = 'VERIFIED'""").param("tenths", TENTHS).param("id", id.value()).query(row -> {
            var grade = row.getString("verified_grade");
            counts.add("grade.all", 1);
            counts.add("grade." + grade, 1);
            counts.add("grade.belowGood", grade.equals("GOOD") ? 0 : 1);
            counts.add("score.verified", 1);
            counts.add("score.gap", row.getLong("gap"));
        });
    }

    private static final class Measures {

        private final Map<String, Long> all = new HashMap<>();

        void add(String measure, long number) {
            if (number != 0) {
                all.merge(measure, number, Long::sum);
            }
        }
    }
}
