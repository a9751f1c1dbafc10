package vn.chibo.exporter;

import io.camunda.zeebe.exporter.api.context.Configuration;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.exporter.api.context.ScheduledTask;
import io.camunda.zeebe.protocol.record.Record;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exporter in the hands of a broker that is not there. */
final class RunningExporter implements AutoCloseable {

    private final PostgresExporter exporter = new PostgresExporter();
    private final AtomicLong acknowledged = new AtomicLong(-1);

    private volatile byte @Nullable [] metadata;

    RunningExporter(Map<String, Object> arguments, byte @Nullable [] metadata) {
        this.metadata = metadata;
        exporter.configure(new TestContext(arguments));
        exporter.open(new TestController());
    }

    void export(List<Record<?>> records) {
        records.forEach(exporter::export);
    }

    void exportAll(EngineLog log) {
        export(log.records());
        awaitAcknowledged(log.records().getLast().getPosition());
    }

    void awaitAcknowledged(long position) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> acknowledged.get() >= position);
    }

    /** What the broker keeps for the next exporter of the partition. */
    byte @Nullable [] metadata() {
        return metadata;
    }

    long acknowledged() {
        return acknowledged.get();
    }

    @Override
    public void close() {
        exporter.close();
    }

    private final class TestController implements Controller {
        @Override
        public void updateLastExportedRecordPosition(long position) {
            acknowledged.set(position);
        }

        @Override
        public void updateLastExportedRecordPosition(long position, byte[] metadata) {
            RunningExporter.this.metadata = metadata;
            acknowledged.set(position);
        }

        @Override
        public long getLastExportedRecordPosition() {
            return acknowledged.get();
        }

        @Override
        public ScheduledTask scheduleCancellableTask(Duration delay, Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<byte[]> readMetadata() {
            return Optional.ofNullable(metadata);
        }
    }

    private record TestContext(Map<String, Object> arguments) implements Context {
        @Override
        public MeterRegistry getMeterRegistry() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Logger getLogger() {
            return LoggerFactory.getLogger(PostgresExporter.class);
        }

        @Override
        public InstantSource clock() {
            return InstantSource.system();
        }

        @Override
        public int getPartitionId() {
            return 1;
        }

        @Override
        public void setFilter(RecordFilter filter) {}

        @Override
        public Configuration getConfiguration() {
            return new Configuration() {
                @Override
                public String getId() {
                    return "chibo";
                }

                @Override
                public Map<String, Object> getArguments() {
                    return arguments;
                }

                @Override
                public <T> T instantiate(Class<T> type) {
                    throw new UnsupportedOperationException();
                }
            };
        }
    }
}
