package vn.chibo.organization;

import static java.util.Comparator.comparing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/**
 * Gives and ends offices by hand, one at a time. A term that ran is never changed or removed, only ended; every change
 * is kept with the account that made it. Whoever calls has checked the permission in the unit. Changes wait for each
 * other and for imports, so what was checked still holds when it is written.
 */
@Service
public class OfficeTerms {

    /** How far ahead a term may begin or end. */
    private static final int YEARS_AHEAD = 6;

    private static final String TERM = """
            select t.id, t.member_id, m.code, m.full_name, t.office, t.unit_id, t.valid_from, t.valid_to
            from organization.office_term t join organization.member m on m.id = t.member_id
            """;

    private final JdbcClient jdbc;
    private final Organizations organizations;
    private final Clock clock;

    OfficeTerms(JdbcClient jdbc, Organizations organizations, Clock clock) {
        this.jdbc = jdbc;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** All terms in the unit, by office, the newest first. */
    @Transactional(readOnly = true)
    public List<OfficeTerm> in(UnitId unit) {
        return jdbc
                .sql(TERM + "where t.unit_id = :unit order by t.valid_from desc, m.code")
                .param("unit", unit.value())
                .query(OfficeTerms::term)
                .list()
                .stream()
                .sorted(comparing(OfficeTerm::office))
                .toList();
    }

    @Transactional(readOnly = true)
    public Optional<OfficeTerm> find(UUID id) {
        return jdbc.sql(TERM + "where t.id = :id")
                .param("id", id)
                .query(OfficeTerms::term)
                .optional();
    }

    /**
     * Gives the member the office from that day on.
     *
     * @throws RuleViolation naming the field {@code office}, {@code member} or {@code from}
     */
    @Transactional
    public void appoint(MemberView member, Office office, UnitView unit, LocalDate from, UUID account) {
        lock();
        if (office.ofCells() != (unit.type() == UnitType.CELL)) {
            throw RuleViolation.at("office", "organization.term.officeElsewhere");
        }
        checkDay("from", from);
        if (from.isBefore(unit.validFrom())) {
            throw RuleViolation.at("from", "organization.term.beforeUnit", show(unit.validFrom()));
        }
        if (office.ofItsMembers() && !member.cell().equals(unit.id())) {
            throw RuleViolation.at("member", "organization.term.otherCell");
        }
        if (office.ofItsMembers() && member.state() != MembershipState.OFFICIAL) {
            throw RuleViolation.at("member", "organization.term.probationary");
        }
        for (var other : in(unit.id())) {
            if (other.office() != office || other.endedBy(from)) {
                continue;
            }
            if (other.member().equals(member.id())) {
                throw RuleViolation.at("member", "organization.term.heldAlready", show(other.from()));
            }
            if (office.ofOnePerson()) {
                throw RuleViolation.at("from", "organization.term.heldByOther", other.memberName(), show(other.from()));
            }
        }
        var term = new OfficeTerm(
                UUID.randomUUID(), member.id(), member.code(), member.fullName(), office, unit.id(), from, null);
        jdbc.sql("""
                        insert into organization.office_term (id, member_id, office, unit_id, valid_from)
                        values (:id, :member, :office, :unit, :from)
                        """)
                .param("id", term.id())
                .param("member", member.id().value())
                .param("office", office.name())
                .param("unit", unit.id().value())
                .param("from", from)
                .update();
        keep(term, "APPOINTED", account);
    }

    /**
     * Ends a running or coming term; {@code to} is the first day without the office, so ending it today ends the access
     * today. The same end once more changes nothing.
     *
     * @throws RuleViolation naming the field {@code to}
     */
    @Transactional
    public OfficeTerm end(UUID id, LocalDate to, UUID account) {
        lock();
        var term = find(id).orElseThrow(() -> new NotFound("office term " + id));
        if (to.equals(term.to())) {
            return term;
        }
        requireOpen(term);
        checkDay("to", to);
        if (!to.isAfter(term.from())) {
            throw RuleViolation.at("to", "organization.term.endBeforeStart", show(term.from()));
        }
        if (in(term.unit()).stream()
                .anyMatch(other -> !other.id().equals(id)
                        && other.office() == term.office()
                        && (term.office().ofOnePerson() || other.member().equals(term.member()))
                        && other.from().isAfter(term.from())
                        && other.from().isBefore(to))) {
            throw RuleViolation.at("to", "organization.term.successorBegins");
        }
        jdbc.sql("update organization.office_term set valid_to = :to where id = :id")
                .param("to", to)
                .param("id", id)
                .update();
        var ended = new OfficeTerm(
                id, term.member(), term.memberCode(), term.memberName(), term.office(), term.unit(), term.from(), to);
        keep(ended, "ENDED", account);
        return ended;
    }

    /** Takes back a term that begins today or later: it was entered by mistake and there is no past to keep. */
    @Transactional
    public OfficeTerm withdraw(UUID id, UUID account) {
        lock();
        var term = find(id).orElseThrow(() -> new NotFound("office term " + id));
        requireOpen(term);
        if (term.from().isBefore(DomainTime.today(clock))) {
            throw new RuleViolation("organization.term.hasBegun");
        }
        jdbc.sql("delete from organization.office_term where id = :id")
                .param("id", id)
                .update();
        keep(term, "WITHDRAWN", account);
        return term;
    }

    /** Whether the unit had such a term and somebody took it back. */
    @Transactional(readOnly = true)
    public boolean isWithdrawn(UUID id, UnitId unit) {
        return jdbc.sql("""
                        select exists (select 1 from organization.office_change
                                        where term_id = :id and unit_id = :unit and kind = 'WITHDRAWN')
                        """)
                .param("id", id)
                .param("unit", unit.value())
                .query(Boolean.class)
                .single();
    }

    private void requireOpen(OfficeTerm term) {
        if (term.endedBy(DomainTime.today(clock))) {
            throw new RuleViolation("organization.term.endedAlready");
        }
    }

    private void checkDay(String field, LocalDate day) {
        var last = DomainTime.today(clock).plusYears(YEARS_AHEAD);
        if (day.getYear() < 1930 || day.isAfter(last)) {
            throw RuleViolation.at(field, "organization.term.dayOutOfRange", "1930", show(last));
        }
    }

    private void lock() {
        jdbc.sql("lock table organization.office_term in share row exclusive mode")
                .update();
    }

    private void keep(OfficeTerm term, String kind, UUID account) {
        jdbc.sql("""
                        insert into organization.office_change
                            (id, term_id, member_id, office, unit_id, kind, valid_from, valid_to, account_id, changed_at)
                        values (:id, :term, :member, :office, :unit, :kind, :from, :to, :account, :at)
                        """)
                .param("id", UUID.randomUUID())
                .param("term", term.id())
                .param("member", term.member().value())
                .param("office", term.office().name())
                .param("unit", term.unit().value())
                .param("kind", kind)
                .param("from", term.from())
                .param("to", term.to(), java.sql.Types.DATE)
                .param("account", account)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    private static OfficeTerm term(ResultSet row, int number) throws SQLException {
        return new OfficeTerm(
                row.getObject("id", UUID.class),
                new MemberId(row.getObject("member_id", UUID.class)),
                row.getString("code"),
                row.getString("full_name"),
                Office.valueOf(row.getString("office")),
                new UnitId(row.getObject("unit_id", UUID.class)),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class));
    }

    private static String show(LocalDate day) {
        return "%02d/%02d/%d".formatted(day.getDayOfMonth(), day.getMonthValue(), day.getYear());
    }
}
