package vn.chibo.organization;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.RuleViolation;
import vn.chibo.shared.TransactionLock;

/**
 * Posts that act for others for a time. The rule is about posts, not people: when the deputy changes, the new one acts. It
 * never reaches offices that give a vote, and nobody acts for somebody who acts for a third. The caller has checked the
 * permission in the unit.
 */
@Service
@Transactional
public class Substitutions {

    private static final int LONGEST_MONTHS = 12;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private static final String ACTING = """
            select s.office, s.unit_id, u.code, s.valid_from, s.valid_to, t.member_id
            from organization.substitution s
            join organization.unit u on u.id = s.unit_id
            join organization.office_term t on t.unit_id = s.unit_id and t.office = s.deputy_office
                 and t.valid_from <= :on and (t.valid_to is null or t.valid_to > :on)
            where s.valid_from <= :on and s.valid_to > :on and t.member_id = :member
              and not exists (select 1 from organization.office_term own
                              where own.member_id = t.member_id and own.office = s.office and own.unit_id = s.unit_id
                                and own.valid_from <= :on and (own.valid_to is null or own.valid_to > :on))
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Substitutions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** All of the unit, the latest first. */
    @Transactional(readOnly = true)
    public List<Substitution> in(UnitId unit) {
        return jdbc.sql(
                        "select * from organization.substitution where unit_id = :unit order by valid_from desc, office")
                .param("unit", unit.value())
                .query((row, number) -> new Substitution(
                        row.getObject("id", UUID.class),
                        unit,
                        Office.valueOf(row.getString("office")),
                        Office.valueOf(row.getString("deputy_office")),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_to", LocalDate.class),
                        row.getString("basis")))
                .list();
    }

    /**
     * @param lastDay still belongs to it
     * @throws RuleViolation naming {@code office}, {@code deputy}, {@code from}, {@code lastDay}
     */
    public void enter(
            UnitView unit,
            Office office,
            Office deputy,
            LocalDate from,
            LocalDate lastDay,
            String basis,
            UUID account) {
        if (!office.mayBeActedFor() || office.ofCells() != (unit.type() == UnitType.CELL)) {
            throw RuleViolation.at("office", "organization.substitution.office");
        }
        if (deputy == office || deputy == Office.ADMINISTRATOR || deputy.ofCells() != office.ofCells()) {
            throw RuleViolation.at("deputy", "organization.substitution.deputy");
        }
        if (lastDay.isBefore(from)) {
            throw RuleViolation.at("lastDay", "organization.substitution.order");
        }
        if (lastDay.isBefore(DomainTime.today(clock))) {
            throw RuleViolation.at("lastDay", "organization.substitution.past");
        }
        if (lastDay.isAfter(from.plusMonths(LONGEST_MONTHS))) {
            throw RuleViolation.at("lastDay", "organization.substitution.tooLong", LONGEST_MONTHS);
        }
        TransactionLock.take(jdbc, "organization.substitutions " + unit.id());
        for (var other : in(unit.id())) {
            if (other.office() == office
                    && !other.to().isBefore(from.plusDays(1))
                    && !other.from().isAfter(lastDay)) {
                if (other.deputy() == deputy
                        && other.from().equals(from)
                        && other.lastDay().equals(lastDay)) {
                    return; // a second click
                }
                throw RuleViolation.at(
                        "from",
                        "organization.substitution.twice",
                        DATE.format(other.from()),
                        DATE.format(other.lastDay()));
            }
        }
        jdbc.sql("""
                        insert into organization.substitution
                            (id, unit_id, office, deputy_office, valid_from, valid_to, basis, entered_by, entered_at)
                        values (:id, :unit, :office, :deputy, :from, :to, :basis, :by, :at)""")
                .param("id", UUID.randomUUID())
                .param("unit", unit.id().value())
                .param("office", office.name())
                .param("deputy", deputy.name())
                .param("from", from)
                .param("to", lastDay.plusDays(1))
                .param("basis", basis)
                .param("by", account)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** From today on it no longer holds; one that has not begun never will. Does nothing about one that is over. */
    public void end(UnitId unit, UUID id, UUID account) {
        jdbc.sql("""
                        update organization.substitution set valid_to = greatest(valid_from, :today), ended_by = :by
                        where id = :id and unit_id = :unit and valid_to > :today""")
                .param("today", DomainTime.today(clock))
                .param("by", account)
                .param("id", id)
                .param("unit", unit.value())
                .update();
    }

    /** Offices the member acts for on the day, beside those the member holds. */
    @Transactional(readOnly = true)
    public List<OfficeHolding> heldOnBehalf(MemberId member, LocalDate on) {
        return jdbc.sql(ACTING + " order by u.code, s.office")
                .param("member", member.value())
                .param("on", on)
                .query((row, number) -> new OfficeHolding(
                        member,
                        Office.valueOf(row.getString("office")),
                        new UnitId(row.getObject("unit_id", UUID.class)),
                        row.getString("code"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_to", LocalDate.class),
                        true))
                .list();
    }

    /** The office the member acts for in the unit or above it, the nearest first; empty for who acts as what they are. */
    @Transactional(readOnly = true)
    public Optional<Office> actingFor(MemberId member, UnitId unit, LocalDate on) {
        return jdbc.sql("""
                        with recursive up(id, height) as (
                            select cast(:unit as uuid), 0
                            union all
                            select p.parent_id, up.height + 1 from up join organization.unit_placement p on p.unit_id = up.id
                            where p.valid_from <= :on and (p.valid_to is null or p.valid_to > :on)
                              and p.parent_id is not null and up.height < 20
                        )
                        select acting.office from (""" + ACTING + ") acting join up on up.id = acting.unit_id order by up.height limit 1")
                .param("unit", unit.value())
                .param("member", member.value())
                .param("on", on)
                .query(String.class)
                .optional()
                .map(Office::valueOf);
    }
}
