package vn.chibo.admission.sourcing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;
import vn.chibo.shared.TransactionLock;

/** Courses of Party awareness and their certificates (K-03). The caller has asked for the permission in the committee. */
@Service
@Transactional
class Courses {

    private static final String COURSE = """
        select c.id, c.committee_id, c.decision_number, c.decision_date, c.starts_on, c.ends_on, c.place,
               (select count(*) from admission.course_place p where p.course_id = c.id) as places,
               (select count(*) from admission.course_place p
                 where p.course_id = c.id and p.result = 'CERTIFIED') as certified
          from admission.course c
        """;
    private static final String PLACE = """
        select l.course_id, c.decision_number, c.starts_on, c.ends_on, l.prospect_id, p.full_name, p.cell_id, l.result,
               l.certificate_number, l.issued_on
          from admission.course_place l
          join admission.course c on c.id = l.course_id
          join admission.prospect p on p.id = l.prospect_id
        """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Courses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    List<Course> of(Collection<UnitId> committees, int limit) {
        return jdbc.sql(COURSE + "where c.committee_id = any(:committees) order by c.starts_on desc, c.id limit :limit")
                .param("committees", committees.stream().map(UnitId::value).toArray(UUID[]::new))
                .param("limit", limit)
                .query(Courses::course)
                .list();
    }

    @Transactional(readOnly = true)
    Course get(UUID id) {
        return jdbc.sql(COURSE + "where c.id = :id")
                .param("id", id)
                .query(Courses::course)
                .optional()
                .orElseThrow(() -> new NotFound("course " + id));
    }

    @Transactional(readOnly = true)
    List<CoursePlace> places(UUID course) {
        return jdbc.sql(PLACE
                        + "where l.course_id = :course order by substring(p.name_folded from '[^ ]*$'),"
                        + " p.name_folded, p.id")
                .param("course", course)
                .query(Courses::place)
                .list();
    }

    /** The courses of one person, the newest first. */
    @Transactional(readOnly = true)
    List<CoursePlace> placesOf(ProspectId prospect) {
        return jdbc.sql(PLACE + "where l.prospect_id = :prospect order by c.starts_on desc, c.id")
                .param("prospect", prospect.value())
                .query(Courses::place)
                .list();
    }

    /**
     * Enters a decision; sent twice it is one.
     *
     * @throws RuleViolation naming a field of the form
     */
    UUID add(UnitId committee, Course.Details details, UUID account) {
        if (details.decisionDate().isAfter(DomainTime.today(clock))) {
            throw RuleViolation.at("decisionDate", "admission.notInTheFuture");
        }
        if (details.endsOn().isBefore(details.startsOn())) {
            throw RuleViolation.at("endsOn", "admission.course.endsBeforeItBegins");
        }
        TransactionLock.take(jdbc, "admission.courses " + committee);
        var known = jdbc.sql(COURSE + """
            where c.committee_id = :committee and c.decision_number = :number and c.decision_date = :date
            """)
                .param("committee", committee.value())
                .param("number", details.decisionNumber())
                .param("date", details.decisionDate())
                .query(Courses::course)
                .optional();
        if (known.isPresent()) {
            if (known.get().details().equals(details)) {
                return known.get().id();
            }
            throw RuleViolation.at("decisionNumber", "admission.course.decidedAlready");
        }
        var id = UUID.randomUUID();
        jdbc.sql("""
            insert into admission.course (id, committee_id, decision_number, decision_date, starts_on, ends_on,
                place, created_by, created_at)
            values (:id, :committee, :number, :date, :starts, :ends, :place, :by, :at)
            """)
                .param("id", id)
                .param("committee", committee.value())
                .param("number", details.decisionNumber())
                .param("date", details.decisionDate())
                .param("starts", details.startsOn())
                .param("ends", details.endsOn())
                .param("place", details.place())
                .param("by", account)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        return id;
    }

    /** Sends people to the course; who is on it already stays as is. */
    void send(UUID course, Collection<ProspectId> prospects, UUID account) {
        for (var prospect : prospects) {
            jdbc.sql("""
                insert into admission.course_place (course_id, prospect_id, changed_by, changed_at)
                values (:course, :prospect, :by, :at) on conflict do nothing
                """)
                    .param("course", course)
                    .param("prospect", prospect.value())
                    .param("by", account)
                    .param("at", Timestamp.from(clock.instant()))
                    .update();
        }
    }

    /** Takes back a place by mistake; not one whose result is known. */
    void takeBack(UUID course, ProspectId prospect) {
        jdbc.sql("delete from admission.course_place where course_id = ? and prospect_id = ? and result is null")
                .params(course, prospect.value())
                .update();
    }

    /** @throws RuleViolation naming the field {@code issuedOn} */
    void certify(UUID course, ProspectId prospect, String number, LocalDate issuedOn, UUID account) {
        var details = get(course).details();
        if (issuedOn.isAfter(DomainTime.today(clock))) {
            throw RuleViolation.at("issuedOn", "admission.notInTheFuture");
        }
        if (issuedOn.isBefore(details.startsOn())) {
            throw RuleViolation.at("issuedOn", "admission.course.certificateBeforeCourse");
        }
        requirePlace(jdbc.sql("""
            update admission.course_place set result = 'CERTIFIED', certificate_number = :number,
                issued_on = :on, changed_by = :by, changed_at = :at
             where course_id = :course and prospect_id = :prospect
            """)
                .param("number", number)
                .param("on", issuedOn)
                .param("by", account)
                .param("at", Timestamp.from(clock.instant()))
                .param("course", course)
                .param("prospect", prospect.value())
                .update());
    }

    /** The person did not finish and may be sent to another course. */
    void notCompleted(UUID course, ProspectId prospect, UUID account) {
        requirePlace(jdbc.sql("""
            update admission.course_place set result = 'NOT_COMPLETED', certificate_number = null,
                issued_on = null, changed_by = :by, changed_at = :at
             where course_id = :course and prospect_id = :prospect
            """)
                .param("by", account)
                .param("at", Timestamp.from(clock.instant()))
                .param("course", course)
                .param("prospect", prospect.value())
                .update());
    }

    private static void requirePlace(int changed) {
        if (changed == 0) {
            throw new NotFound("place on a course");
        }
    }

    private static Course course(ResultSet row, int number) throws SQLException {
        return new Course(
                row.getObject("id", UUID.class),
                new UnitId(row.getObject("committee_id", UUID.class)),
                new Course.Details(
                        row.getString("decision_number"),
                        row.getObject("decision_date", LocalDate.class),
                        row.getObject("starts_on", LocalDate.class),
                        row.getObject("ends_on", LocalDate.class),
                        row.getString("place")),
                row.getInt("places"),
                row.getInt("certified"));
    }

    private static CoursePlace place(ResultSet row, int number) throws SQLException {
        var result = row.getString("result");
        return new CoursePlace(
                row.getObject("course_id", UUID.class),
                row.getString("decision_number"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                new ProspectId(row.getObject("prospect_id", UUID.class)),
                row.getString("full_name"),
                new UnitId(row.getObject("cell_id", UUID.class)),
                result == null ? null : CoursePlace.Result.valueOf(result),
                row.getString("certificate_number"),
                row.getObject("issued_on", LocalDate.class));
    }
}
