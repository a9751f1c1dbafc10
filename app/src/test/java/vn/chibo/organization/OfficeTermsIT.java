package vn.chibo.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.RuleViolation;

/** Offices given and ended by hand, in the sample commune. */
@ApplicationModuleTest(extraIncludes = "shared")
@TestPropertySource(properties = "chibo.sample=true")
@Transactional
class OfficeTermsIT {

    private static final UUID ACCOUNT = UUID.randomUUID();

    @Autowired
    OfficeTerms terms;

    @Autowired
    Organizations organizations;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Clock clock;

    @Test
    void a_successor_begins_on_the_day_the_predecessor_ends() {
        var cell = unit("MAU-CB01");
        var before = secretary(cell);
        var next = ordinaryMember(cell);
        refused("heldByOther", () -> terms.appoint(next, Office.CELL_SECRETARY, cell, today(), ACCOUNT));

        terms.end(before.id(), today(), ACCOUNT);
        terms.appoint(next, Office.CELL_SECRETARY, cell, today(), ACCOUNT);

        assertThat(organizations.holders(Office.CELL_SECRETARY, cell.id(), today()))
                .containsExactly(next);
        assertThat(organizations.holders(Office.CELL_SECRETARY, cell.id(), today().minusDays(1)))
                .extracting(MemberView::id)
                .containsExactly(before.member());
        refused("endedAlready", () -> terms.end(before.id(), today().plusDays(9), ACCOUNT));
        refused("heldAlready", () -> terms.appoint(next, Office.CELL_SECRETARY, cell, today(), ACCOUNT));
        assertThat(changes(cell)).isEqualTo(2);
    }

    @Test
    void an_end_may_be_planned_and_moved_but_not_past_the_successor() {
        var cell = unit("MAU-CB02");
        var before = secretary(cell);
        terms.end(before.id(), today().plusDays(10), ACCOUNT);
        terms.appoint(ordinaryMember(cell), Office.CELL_SECRETARY, cell, today().plusDays(10), ACCOUNT);

        refused("successorBegins", () -> terms.end(before.id(), today().plusDays(11), ACCOUNT));
        refused("endBeforeStart", () -> terms.end(before.id(), before.from(), ACCOUNT));
        terms.end(before.id(), today().plusDays(5), ACCOUNT);

        assertThat(terms.find(before.id()).orElseThrow().to()).isEqualTo(today().plusDays(5));
    }

    @Test
    void what_has_not_begun_can_be_taken_back_and_leaves_a_trace() {
        var cell = unit("MAU-CB03");
        var running = secretary(cell);
        terms.appoint(ordinaryMember(cell), Office.CELL_COMMITTEE_MEMBER, cell, today().plusDays(3), ACCOUNT);
        var coming = terms.in(cell.id()).stream()
                .filter(term -> term.from().isAfter(today()))
                .findFirst()
                .orElseThrow();

        terms.withdraw(coming.id(), ACCOUNT);

        assertThat(terms.find(coming.id())).isEmpty();
        assertThat(changes(cell)).isEqualTo(2);
        refused("hasBegun", () -> terms.withdraw(running.id(), ACCOUNT));
    }

    @Test
    void offices_of_a_cell_are_for_its_official_members() {
        var cell = unit("MAU-CB01");
        var stranger = ordinaryMember(unit("MAU-CB02"));
        var six = unit("MAU-CB06");
        var probationary = organizations.membersOf(six.id(), today()).stream()
                .filter(member -> member.state() == MembershipState.PROBATIONARY)
                .findFirst()
                .orElseThrow();

        refused("otherCell", () -> terms.appoint(stranger, Office.CELL_DEPUTY_SECRETARY, cell, today(), ACCOUNT));
        refused("probationary", () -> terms.appoint(probationary, Office.CELL_DEPUTY_SECRETARY, six, today(), ACCOUNT));
        refused("officeElsewhere", () -> terms.appoint(stranger, Office.COMMITTEE_OFFICE, cell, today(), ACCOUNT));
        refused(
                "beforeUnit",
                () -> terms.appoint(
                        stranger,
                        Office.SUPERVISOR,
                        unit("MAU"),
                        unit("MAU").validFrom().minusDays(1),
                        ACCOUNT));
        refused(
                "dayOutOfRange",
                () -> terms.appoint(stranger, Office.SUPERVISOR, unit("MAU"), today().plusYears(9), ACCOUNT));
        assertThat(changes(cell)).isZero();
    }

    private static void refused(String reason, ThrowingCallable change) {
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(change)
                .satisfies(violation -> assertThat(violation.messageKey()).isEqualTo("organization.term." + reason));
    }

    private OfficeTerm secretary(UnitView cell) {
        return terms.in(cell.id()).stream()
                .filter(term -> term.office() == Office.CELL_SECRETARY)
                .findFirst()
                .orElseThrow();
    }

    private MemberView ordinaryMember(UnitView cell) {
        return organizations.membersOf(cell.id(), today()).stream()
                .filter(member -> member.state() == MembershipState.OFFICIAL
                        && organizations.officesOf(member.id(), today()).isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private long changes(UnitView cell) {
        return jdbc.sql(
                        "select count(*) from organization.office_change where unit_id = :unit and account_id = :account")
                .param("unit", cell.id().value())
                .param("account", ACCOUNT)
                .query(Long.class)
                .single();
    }

    private UnitView unit(String code) {
        return organizations.unitByCode(code, today()).orElseThrow();
    }

    private LocalDate today() {
        return DomainTime.today(clock);
    }
}
