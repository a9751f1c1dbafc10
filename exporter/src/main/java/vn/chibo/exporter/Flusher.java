package vn.chibo.exporter;

import io.camunda.zeebe.exporter.api.context.Controller;
import io.camunda.zeebe.protocol.record.Record;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Takes records from the buffer and writes them, for as long as the partition is led here.
 *
 * <p>It has a thread of its own: tasks scheduled with the broker fire 0.1 to 0.7 s late on an idle broker. While PostgreSQL
 * is away it retries at least each second and the broker notices nothing until the buffer is full.
 */
final class Flusher implements Runnable {

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 1000;

    private final RecordBuffer buffer;
    private final ReadModel readModel;
    private final RecordHandlers handlers;
    private final Controller controller;
    private final ExporterSettings settings;
    private final Logger log;
    private @Nullable String trouble;
    private long troubleSince;

    Flusher(
            RecordBuffer buffer,
            ReadModel readModel,
            RecordHandlers handlers,
            Controller controller,
            ExporterSettings settings,
            Logger log) {
        this.buffer = buffer;
        this.readModel = readModel;
        this.handlers = handlers;
        this.controller = controller;
        this.settings = settings;
        this.log = log;
    }

    @Override
    public void run() {
        try (readModel) {
            var going = true;
            while (going) {
                var chunk = buffer.take(settings.batch(), settings.flushMillis());
                going = chunk != null && store(chunk);
            }
        } catch (RuntimeException | Error e) {
            log.error("The exporter's flush thread ended; the read model stands still until this broker restarts", e);
            throw e;
        }
    }

    /** False when the exporter was closed before the chunk could be written; the next leader gets it again. */
    private boolean store(RecordBuffer.Chunk chunk) {
        var pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                if (!chunk.records().isEmpty()) {
                    write(chunk.records(), chunk.position(), chunk.timestamp());
                }
                acknowledge(chunk.position());
                recovered();
                return true;
            } catch (SQLException e) {
                failed(e);
                readModel.close();
            }
            if (!buffer.sleep(pause)) {
                return false;
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    /** With the position that is in the tables, which the broker keeps for us: see {@link #committed}. */
    private void acknowledge(long position) {
        var committed = ByteBuffer.allocate(Long.BYTES).putLong(readModel.committed());
        controller.updateLastExportedRecordPosition(position, committed.array());
    }

    /** What an earlier exporter of this partition has committed, as far as the broker's last snapshot knows. */
    static long committed(Controller controller) {
        return controller
                .readMetadata()
                .filter(metadata -> metadata.length == Long.BYTES)
                .map(metadata -> ByteBuffer.wrap(metadata).getLong())
                .orElse(-1L);
    }

    private void write(List<Record<?>> records, long position, long timestamp) throws SQLException {
        var stored = readModel.position();
        var fresh =
                records.stream().filter(record -> record.getPosition() > stored).toList();
        if (fresh.size() < records.size() && readModel.isForeign(records.getFirst())) {
            throw new ReadModel.Unavailable(
                    "it is ahead of the engine's log: engine data and database do not belong together."
                            + " Restore both from the same backup, or empty the tables of schema engine");
        }
        if (!fresh.isEmpty()) {
            writeOrSplit(fresh, position, timestamp);
        }
    }

    /** Halves the records until those that PostgreSQL refuses stand alone, and sets these aside. */
    private void writeOrSplit(List<Record<?>> records, long position, long timestamp) throws SQLException {
        try {
            var rows = new Rows();
            records.forEach(record -> handlers.handle(record, rows));
            readModel.write(rows, position, timestamp);
        } catch (SQLException | RuntimeException e) {
            if (e instanceof SQLException sql && !Refusal.isRefusal(sql)) {
                throw sql;
            }
            if (records.size() == 1) {
                setAside(records.getFirst(), position, timestamp, e);
                return;
            }
            var first = records.subList(0, records.size() / 2);
            writeOrSplit(first, first.getLast().getPosition(), first.getLast().getTimestamp());
            writeOrSplit(records.subList(first.size(), records.size()), position, timestamp);
        }
    }

    private void setAside(Record<?> record, long position, long timestamp, Exception cause) throws SQLException {
        try {
            readModel.write(Refusal.deadLetter(record, cause), position, timestamp);
        } catch (SQLException e) {
            if (!Refusal.isRefusal(e)) {
                throw e;
            }
            readModel.write(Refusal.bareDeadLetter(record, cause), position, timestamp);
        }
        log.error(
                "Record {} of partition {} ({} {}) cannot be stored ({}) and was put into engine.dead_letter",
                record.getPosition(),
                record.getPartitionId(),
                record.getValueType(),
                record.getIntent(),
                Refusal.kind(cause));
    }

    private void failed(SQLException e) {
        var reason = e instanceof ReadModel.Unavailable ? String.valueOf(e.getMessage()) : Refusal.kind(e);
        if (trouble == null) {
            troubleSince = System.nanoTime();
        }
        if (!reason.equals(trouble)) {
            log.warn("The read model cannot be written: {}. The engine goes on; its records wait", reason);
        }
        trouble = reason;
    }

    private void recovered() {
        if (trouble != null) {
            var seconds = (System.nanoTime() - troubleSince) / 1_000_000_000;
            log.info("The read model is written again after {} s; {} records wait", seconds, buffer.size());
            trouble = null;
        }
    }
}
