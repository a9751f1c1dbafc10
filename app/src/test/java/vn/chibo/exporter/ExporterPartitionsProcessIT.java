package vn.chibo.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three partitions, each with an exporter of its own, from the day the broker is there before the application. */
@Tag("engine")
class ExporterPartitionsProcessIT {

    @Test
    void waitForTheSchemaAndCountEveryRecordOnceOverKillsOfBothSides(@TempDir Path directory) {
        try (var engine = new Engine(directory, 3);
                var load = engine.load(20)) {
            await("work without tables").atMost(Engine.PATIENCE).until(() -> load.accepted() > 30);
            assertThat(engine.broker().isReady()).isTrue();
            assertThat(engine.rows("select to_regclass('engine.exporter_position')::text"))
                    .containsOnlyNulls();
            engine.migrate();
            await("rows of every partition")
                    .atMost(Engine.PATIENCE)
                    .until(() ->
                            engine.count("(select distinct key >> 51 from engine.process_instance) partition") == 3);

            engine.postgres().kill();
            engine.broker().kill();
            engine.postgres().start();
            engine.startBroker();
            var before = load.accepted();
            await("load goes on").atMost(Engine.PATIENCE).until(() -> load.accepted() > before + 30);

            engine.finishAndCheck(load.stop());
            assertThat(engine.rows("select partition_id from engine.exporter_position order by 1"))
                    .containsExactly("1", "2", "3");
        }
    }
}
