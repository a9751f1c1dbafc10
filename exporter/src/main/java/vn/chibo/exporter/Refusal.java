package vn.chibo.exporter;

import io.camunda.zeebe.protocol.record.Record;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the fault of one record from the fault of the whole database, and keeps what cannot be stored. */
final class Refusal {

    /** SQLState classes that speak of the values: cardinality, data, integrity, program limits (such as index row size). */
    private static final Set<String> VALUE_CLASSES = Set.of("21", "22", "23", "54");

    private static final int LONGEST_RECORD = 100_000;

    private Refusal() {}

    static boolean isRefusal(SQLException e) {
        var state = e.getSQLState();
        return state != null && state.length() == 5 && VALUE_CLASSES.contains(state.substring(0, 2));
    }

    static Rows deadLetter(Record<?> record, Exception cause) {
        return deadLetter(record, json(record), detail(cause));
    }

    /** Without the text that was refused a second time. */
    static Rows bareDeadLetter(Record<?> record, Exception cause) {
        return deadLetter(record, null, kind(cause));
    }

    private static Rows deadLetter(Record<?> record, @Nullable String json, String error) {
        var rows = new Rows();
        rows.add(
                Write.DEAD_LETTER,
                record.getPartitionId(),
                record.getPosition(),
                record.getValueType().name(),
                record.getIntent().name(),
                json,
                EngineValues.message(error, IncidentHandler.LONGEST_MESSAGE),
                EngineValues.time(record.getTimestamp()));
        return rows;
    }

    /** For the log: what happened, without values of the record, which messages of the database repeat. */
    static String kind(Exception e) {
        return e instanceof SQLException sql && sql.getSQLState() != null
                ? "SQLState " + sql.getSQLState()
                : e.getClass().getSimpleName();
    }

    private static String detail(Exception e) {
        var cause = e instanceof BatchUpdateException batch && batch.getNextException() != null
                ? batch.getNextException()
                : e;
        return kind(e) + ": " + cause.getMessage();
    }

    private static @Nullable String json(Record<?> record) {
        try {
            return EngineValues.message(record.toJson(), LONGEST_RECORD);
        } catch (RuntimeException e) {
            return null;
        }
    }
}
