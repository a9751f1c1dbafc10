package vn.chibo.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.chibo.faults.FaultSuite.Options;
import vn.chibo.faults.Trouble.Kind;

class FaultScheduleTest {

    private static final List<Kind> ALL = List.of(Kind.values());

    @Test
    void one_seed_is_one_schedule() {
        var hour = Duration.ofHours(1);

        assertThat(Trouble.schedule(3, hour, ALL))
                .isEqualTo(Trouble.schedule(3, hour, ALL))
                .isNotEqualTo(Trouble.schedule(4, hour, ALL));
    }

    @Test
    void every_kind_comes_before_any_comes_again() {
        var schedule = Trouble.schedule(5, Duration.ofMinutes(1), ALL);

        assertThat(schedule.stream().map(Trouble.Planned::kind).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.allOf(Kind.class));
        assertThat(schedule).hasSameSizeAs(ALL);
    }

    @Test
    void the_whole_district_is_what_is_run_unless_told_otherwise() {
        assertThat(Options.of(List.of())).isEqualTo(new Options(1, 346, 30, 1, false));
        assertThat(Options.of(List.of("--cells", "30", "--undisturbed", "--seed", "9", "--brokers", "3")))
                .isEqualTo(new Options(9, 30, 30, 3, true));
    }

    @Test
    void what_makes_no_sense_is_refused() {
        for (var arguments : List.of(
                List.of("--cells"), List.of("--cells", "many"), List.of("--brokers", "2"), List.of("--what", "1"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> Options.of(arguments));
        }
    }
}
