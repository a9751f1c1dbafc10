package vn.chibo.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import vn.chibo.faults.FaultSuite.Options;

/** The fault suite in small: one cell of every story, every fault this machine can do once. */
class FaultsProcessIT {

    @Test
    void a_month_with_every_fault_ends_in_the_records_of_one_without() {
        var report =
                new FaultSuite(new Options(1, 10, 2, 1, false), Path.of("target/faults"), System.out::println).run();

        assertThat(report.problems()).isEmpty();
        assertThat(report.faults()).hasSizeGreaterThanOrEqualTo(Trouble.Kind.values().length - 1);
    }
}
