package vn.chibo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicySnapshotTest {

    private final PolicySnapshot frozenLongAgo = new PolicySnapshot(LocalDate.of(2026, 1, 1), Map.of());

    @Test
    void aCaseOlderThanAParameterGoesByItsDefault() {
        assertThat(frozenLongAgo.integer("papers.linePitch")).isEqualTo(18);
        assertThat(frozenLongAgo.value("papers.linePitch").scopeCode()).isNull();
    }

    @Test
    void aParameterNobodyKnowsIsAMistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> frozenLongAgo.text("papers.colour"));
    }
}
