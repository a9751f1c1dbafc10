package vn.chibo.exporter;

import io.camunda.zeebe.exporter.api.Exporter;
import io.camunda.zeebe.exporter.api.ExporterException;
import io.camunda.zeebe.exporter.api.context.Context;
import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Mirrors the engine into PostgreSQL. The broker makes one per partition it leads.
 *
 * <p>{@link #export} only copies the record into a buffer; {@link Flusher} writes. The broker calls {@link #configure}
 * once more at its start for a partition that does not exist, to check the settings: nothing is opened there.
 */
public final class PostgresExporter implements Exporter {

    /** How long the broker's thread may wait for room in a full buffer before the record is handed back to it. */
    private static final long WAIT_FOR_ROOM_MILLIS = 100;

    private static final long WAIT_FOR_END_MILLIS = 2000;

    private @Nullable Run run;
    private @Nullable Setup setup;

    private record Setup(ExporterSettings settings, RecordHandlers handlers, int partition, Logger log) {}

    private record Run(RecordBuffer buffer, Thread thread) {}

    @Override
    public void configure(Context context) {
        var settings = ExporterSettings.of(context.getConfiguration().getArguments());
        var handlers = new RecordHandlers(settings);
        context.setFilter(new Context.RecordFilter() {
            @Override
            public boolean acceptType(RecordType type) {
                return type == RecordType.EVENT;
            }

            @Override
            public boolean acceptValue(ValueType type) {
                return handlers.want(type);
            }
        });
        setup = new Setup(settings, handlers, context.getPartitionId(), context.getLogger());
    }

    @Override
    public void open(Controller controller) {
        var setup = configured();
        var settings = setup.settings();
        var buffer = new RecordBuffer(settings.buffer(), settings.bufferBytes());
        var readModel = new ReadModel(settings, setup.partition(), Flusher.committed(controller));
        var flusher = new Flusher(buffer, readModel, setup.handlers(), controller, settings, setup.log());
        var thread = Thread.ofPlatform()
                .name("chibo-exporter-" + setup.partition())
                .daemon()
                .start(flusher);
        run = new Run(buffer, thread);
        setup.log().info("Exporting partition {} to {}", setup.partition(), settings);
    }

    /** Throws only while the buffer is full: the broker then retries by itself, up to 10 s apart. */
    @Override
    public void export(Record<?> record) {
        var run = this.run;
        if (run == null) {
            throw new ExporterException("The exporter is not open");
        }
        var handlers = configured().handlers();
        if (!handlers.want(record)) {
            run.buffer().skip(record);
        } else if (run.buffer().awaitRoom(WAIT_FOR_ROOM_MILLIS)) {
            run.buffer().add(record.copyOf(), handlers.weight(record));
        } else {
            throw new ExporterException("The read model is not being written and "
                    + run.buffer().size() + " records wait already; this one stays in the engine's log");
        }
    }

    /** What is not written now is exported again by the next leader of the partition. */
    @Override
    public void close() {
        var run = this.run;
        this.run = null;
        if (run != null) {
            run.buffer().close();
            try {
                run.thread().join(WAIT_FOR_END_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Setup configured() {
        var setup = this.setup;
        if (setup == null) {
            throw new ExporterException("The exporter is not configured");
        }
        return setup;
    }
}
