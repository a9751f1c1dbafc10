package vn.chibo.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;

class AnswersTest {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);

    private final Organizations organizations = mock();
    private final CountingArea area = new CountingArea();
    private final Answers answers = new Answers(
            List.of(area),
            organizations,
            Clock.fixed(Instant.parse("2026-11-13T13:00:00Z"), DomainTime.ZONE),
            Duration.ofMinutes(5));

    /** Answers how often it was asked. */
    private static final class CountingArea implements KpiArea {

        private long asked;

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public int order() {
            return 1;
        }

        @Override
        public List<Kpi> kpis() {
            return List.of();
        }

        @Override
        public Map<String, Figure> answer(UnitView unit, YearMonth from, YearMonth to) {
            asked++;
            return Map.of("X", Figure.count(asked));
        }
    }

    @Test
    void a_province_gets_the_kept_answer_to_the_same_question_and_a_commune_a_new_one_each_time() {
        var province = unit(UnitType.PROVINCE);
        assertThat(asked(province, JANUARY)).isEqualTo(1);
        assertThat(asked(province, JANUARY)).isEqualTo(1);
        assertThat(asked(province, NOVEMBER)).isEqualTo(2);
        assertThat(asked(unit(UnitType.PROVINCE), JANUARY)).isEqualTo(3);

        var commune = unit(UnitType.COMMUNE);
        assertThat(asked(commune, JANUARY)).isEqualTo(4);
        assertThat(asked(commune, JANUARY)).isEqualTo(5);
    }

    @Test
    void the_year_so_far_of_a_province_is_asked_ahead_and_anew() {
        var province = unit(UnitType.PROVINCE);
        when(organizations.roots(any())).thenReturn(List.of(province, unit(UnitType.COMMUNE)));

        answers.askAhead();
        assertThat(asked(province, JANUARY)).isEqualTo(1);
        answers.askAhead();
        assertThat(asked(province, JANUARY)).isEqualTo(2);
    }

    private long asked(UnitView unit, YearMonth from) {
        return answers.of(area, unit, from, NOVEMBER).get("X").number();
    }

    private static UnitView unit(UnitType type) {
        return new UnitView(
                new UnitId(UUID.randomUUID()),
                "X",
                "Đơn vị mẫu",
                type,
                null,
                null,
                null,
                LocalDate.of(2025, 7, 1),
                null);
    }
}
