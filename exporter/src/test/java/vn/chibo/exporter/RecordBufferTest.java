package vn.chibo.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.protocol.record.Record;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordBufferTest {

    private final List<Record<?>> records = new EngineLog()
            .started(10, -1)
            .flow("Flow_1", 10)
            .flow("Flow_2", 10)
            .unknown()
            .records();

    @Test
    void handsOutInOrderUpToTheBatchAndNamesThePositionReached() {
        var buffer = new RecordBuffer(10, 100);
        records.subList(0, 3).forEach(record -> buffer.add(record, 0));
        buffer.skip(records.get(3));

        var first = buffer.take(2, 0);
        var second = buffer.take(2, 0);

        assertThat(first.records()).containsExactlyElementsOf(records.subList(0, 2));
        assertThat(first.position()).isEqualTo(2);
        assertThat(second.records()).containsExactly(records.get(2));
        assertThat(second.position()).isEqualTo(4);
    }

    @Test
    void isFullAtItsCount() {
        var buffer = new RecordBuffer(2, 100);
        buffer.add(records.get(0), 0);
        assertThat(buffer.awaitRoom(1)).isTrue();
        buffer.add(records.get(1), 0);
        assertThat(buffer.awaitRoom(1)).isFalse();

        buffer.take(1, 0);

        assertThat(buffer.awaitRoom(1)).isTrue();
    }

    @Test
    void isFullAtItsWeightButTakesAnyOneRecord() {
        var buffer = new RecordBuffer(10, 100);
        buffer.add(records.get(0), 5000);
        assertThat(buffer.awaitRoom(1)).isFalse();

        buffer.take(1, 0);

        assertThat(buffer.awaitRoom(1)).isTrue();
    }

    @Test
    void givesNothingOnceClosedAndEmpty() {
        var buffer = new RecordBuffer(10, 100);
        buffer.add(records.get(0), 0);
        buffer.close();

        assertThat(buffer.take(10, 0).records()).hasSize(1);
        assertThat(buffer.take(10, 0)).isNull();
        assertThat(buffer.awaitRoom(1)).isFalse();
        assertThat(buffer.sleep(1)).isFalse();
    }
}
