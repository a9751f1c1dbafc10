package vn.chibo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.when;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import vn.chibo.identity.Access;
import vn.chibo.identity.Users;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.RuleViolation;

/** Which value holds where and when, and which day is worked. */
@ApplicationModuleTest(extraIncludes = "shared")
class PolicyIT {

    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
    private static final LocalDate MAY = LocalDate.of(2026, 5, 1);
    private static final UUID ACCOUNT = UUID.randomUUID();

    @Autowired
    Policies policies;

    @Autowired
    WorkingCalendar calendar;

    @Autowired
    JdbcClient jdbc;

    @MockitoBean
    Access access;

    @MockitoBean
    Users users;

    @MockitoBean
    Organizations organizations;

    private UnitId commune = new UnitId(UUID.randomUUID());
    private UnitId cell = new UnitId(UUID.randomUUID());

    @BeforeEach
    void anotherCell() {
        commune = new UnitId(UUID.randomUUID());
        cell = new UnitId(UUID.randomUUID());
        var top = new UnitView(commune, "XA", "Xã", UnitType.COMMUNE, null, null, null, JANUARY, null);
        var below = new UnitView(cell, "CB-01", "Chi bộ", UnitType.CELL, null, null, commune, JANUARY, null);
        when(organizations.unit(eq(commune), any())).thenReturn(Optional.of(top));
        when(organizations.unit(eq(cell), any())).thenReturn(Optional.of(below));
        when(organizations.pathToRoot(eq(cell), any())).thenReturn(List.of(below, top));
        when(organizations.pathToRoot(eq(commune), any())).thenReturn(List.of(top));
    }

    @Test
    void holdsEveryParameterOfTheCatalogue() {
        var snapshot = policies.snapshot(cell, MAY);

        assertThat(snapshot.values().keySet())
                .containsExactlyElementsOf(
                        Catalogue.all().stream().map(Parameter::key).toList());
        assertThat(snapshot.integer("meeting.minMinutes")).isEqualTo(90);
        assertThat(snapshot.value("meeting.minMinutes").source()).contains("42-HD/BTCTW");
        assertThat(snapshot.isSet("meeting.largeCellFrom")).isFalse();
    }

    @Test
    void takesTheNearestScopeThenTheLatestDate() {
        add("meeting.minMinutes", commune, JANUARY, "100");
        add("meeting.minMinutes", cell, JANUARY, "60");
        add("meeting.minMinutes", commune, MAY, "110");

        assertThat(minMinutes(cell, MAY)).isEqualTo(60);
        assertThat(minMinutes(commune, MAY.minusDays(1))).isEqualTo(100);
        assertThat(minMinutes(commune, MAY)).isEqualTo(110);
        assertThat(minMinutes(commune, JANUARY.minusDays(1))).isEqualTo(90);
    }

    @Test
    void correctsAValueOfTheSameDate() {
        add("meeting.minMinutes", commune, MAY, "200");
        add("meeting.minMinutes", commune, MAY, "100");

        assertThat(minMinutes(cell, MAY)).isEqualTo(100);
        assertThat(policies.snapshot(cell, MAY).value("meeting.minMinutes").scopeCode())
                .isEqualTo("XA");
    }

    @Test
    void fallsBackToTheLevelAboveWhenTheOwnValueIsDropped() {
        add("meeting.minMinutes", commune, JANUARY, "100");
        add("meeting.minMinutes", cell, JANUARY, "60");
        add("meeting.minMinutes", cell, MAY, null);

        assertThat(minMinutes(cell, MAY.minusDays(1))).isEqualTo(60);
        assertThat(minMinutes(cell, MAY)).isEqualTo(100);
    }

    @Test
    void keepsOneOfTwoEqualEntries() {
        add("meeting.minMinutes", commune, MAY, "100");
        add("meeting.minMinutes", commune, MAY, "100");

        assertThat(policies.history(Catalogue.find("meeting.minMinutes").orElseThrow(), cell, MAY))
                .hasSize(1);
    }

    @Test
    void refusesANationalRuleBelowTheTop() {
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> add("cell.minOfficialMembers", cell, MAY, "2"))
                .satisfies(violation -> assertThat(violation.messageKey()).isEqualTo("policy.value.nationalOnly"));
    }

    @Test
    void neverChangesAnEnteredValue() {
        add("meeting.minMinutes", commune, MAY, "100");

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql("update policy.parameter_value set value = '1'")
                        .update());
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql("delete from policy.parameter_value").update());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, true",
        "2026-11-21, false",
        "2026-02-17, false",
        "2026-04-27, false",
        "2026-08-22, true",
        "2026-08-31, false",
        "2025-04-26, true",
        "2025-05-02, false",
        "2027-09-02, false"
    })
    void knowsWorkingDays(LocalDate date, boolean working) {
        assertThat(calendar.isWorkingDay(date)).isEqualTo(working);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, 1, 2026-11-23",
        "2026-11-21, 0, 2026-11-23",
        "2026-11-20, 0, 2026-11-20",
        "2026-02-13, 1, 2026-02-23",
        "2026-08-21, 1, 2026-08-22",
        "2026-08-28, 2, 2026-09-04",
        "2026-01-01, 250, 2026-12-31"
    })
    void countsWorkingDays(LocalDate from, int days, LocalDate expected) {
        assertThat(calendar.plusWorkingDays(from, days)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-13, 2026-02-23, 1",
        "2026-01-02, 2026-01-10, 6",
        "2026-03-02, 2026-03-02, 0",
        "2026-03-03, 2026-03-02, 0",
        "2026-03-02, 2026-05-29, 61",
    })
    void countsTheWorkingDaysBetweenTwoDates(LocalDate from, LocalDate to, int expected) {
        assertThat(calendar.workingDaysBetween(from, to)).isEqualTo(expected);
    }

    private int minMinutes(UnitId unit, LocalDate on) {
        return policies.snapshot(unit, on).integer("meeting.minMinutes");
    }

    private void add(String key, UnitId unit, LocalDate from, String value) {
        policies.add(Catalogue.find(key).orElseThrow(), unit, from, Optional.ofNullable(value), "QĐ 01", ACCOUNT);
    }
}
