package vn.chibo.exporter;

import io.camunda.zeebe.protocol.record.Record;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * One partition's connection to schema {@code engine}.
 *
 * <p>Each write moves the partition's position from the value this connection knows to a new one, in the same
 * transaction as the rows. If the value in the table is another, someone else wrote for the partition (the former leader,
 * finishing late) and the transaction ends without effect. So each record counts once, whoever exports it.
 *
 * <p>Not thread-safe; belongs to the flush thread.
 */
final class ReadModel implements AutoCloseable {

    /** Clocks of different brokers may differ by this much before a record counts as newer than the read model. */
    private static final long CLOCK_TOLERANCE_MILLIS = 60_000;

    private static final int MOST_VARIABLE_NAMES = 10_000;

    private static final String MOVE_POSITION = """
            update engine.exporter_position
            set position = ?, record_at = greatest(record_at, ?), updated_at = now()
            where partition_id = ? and position = ?""";

    private final ExporterSettings settings;
    private final int partition;
    private final Map<Write, PreparedStatement> statements = new EnumMap<>(Write.class);
    private final Set<List<@Nullable Object>> storedVariableNames = new HashSet<>();
    private long committed;
    private @Nullable Connection connection;
    private long position = -1;
    private @Nullable OffsetDateTime recordTime;

    /** @param committed what is known to have been written, so that an older database is noticed; -1 for nothing */
    ReadModel(ExporterSettings settings, int partition, long committed) {
        this.settings = settings;
        this.partition = partition;
        this.committed = committed;
    }

    /** The newest position known to be in the tables, also while they are out of reach. */
    long committed() {
        return committed;
    }

    /** Connects where there is no connection, waits for nothing, and answers the position the tables stand at. */
    long position() throws SQLException {
        connection();
        return position;
    }

    /** Whether a record at or before the stored position is newer than all this read model was built from. */
    boolean isForeign(Record<?> record) {
        return recordTime != null
                && record.getTimestamp() > recordTime.toInstant().toEpochMilli() + CLOCK_TOLERANCE_MILLIS;
    }

    /** One transaction: all rows and the position, or nothing. */
    void write(Rows rows, long newPosition, long newTimestamp) throws SQLException {
        var connection = connection();
        try {
            movePosition(connection, newPosition, EngineValues.time(newTimestamp));
            for (var entry : rows.all().entrySet()) {
                execute(connection, entry.getKey(), unknown(entry.getKey(), entry.getValue()));
            }
            if (rows.changeTasks()) {
                try (var notify = connection.createStatement()) {
                    notify.execute("select pg_notify('chibo_engine', '')");
                }
            }
            connection.commit();
            position = newPosition;
            committed = newPosition;
            remember(rows.of(Write.VARIABLE_NAME));
        } catch (SQLException | RuntimeException e) {
            rollback(connection, e);
            throw e;
        }
    }

    private void movePosition(Connection connection, long newPosition, OffsetDateTime time) throws SQLException {
        try (var move = connection.prepareStatement(MOVE_POSITION)) {
            move.setLong(1, newPosition);
            move.setObject(2, time);
            move.setInt(3, partition);
            move.setLong(4, position);
            if (move.executeUpdate() != 1) {
                throw new Unavailable("the stored position is not the one last seen here:"
                        + " another broker writes for this partition, or someone changed the tables");
            }
        }
    }

    /** Names of variables repeat with every instance, and all partitions write the same ones: once is enough. */
    private List<@Nullable Object[]> unknown(Write write, List<@Nullable Object[]> rows) {
        return write != Write.VARIABLE_NAME
                ? rows
                : rows.stream()
                        .filter(row -> !storedVariableNames.contains(Arrays.asList(row)))
                        .toList();
    }

    /** A process may invent names without end; forgetting them costs a statement that changes nothing. */
    private void remember(List<@Nullable Object[]> variableNames) {
        if (storedVariableNames.size() > MOST_VARIABLE_NAMES) {
            storedVariableNames.clear();
        }
        variableNames.forEach(row -> storedVariableNames.add(Arrays.asList(row)));
    }

    private void execute(Connection connection, Write write, List<@Nullable Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        var statement = statements.get(write);
        if (statement == null) {
            statement = connection.prepareStatement(write.sql());
            statements.put(write, statement);
        }
        for (var row : rows) {
            for (var i = 0; i < row.length; i++) {
                statement.setObject(i + 1, row[i]);
            }
            statement.addBatch();
        }
        statement.executeBatch();
    }

    private static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private Connection connection() throws SQLException {
        var open = connection;
        if (open == null) {
            open = connect();
            try {
                open.setAutoCommit(false);
                loadPosition(open);
            } catch (SQLException e) {
                open.close();
                throw e;
            }
            connection = open;
        }
        return open;
    }

    private Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("ApplicationName", "chibo-exporter-" + partition);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("options", "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s");
        // Not through DriverManager: it does not see drivers of the class loader the broker gives an exporter.
        var connection = new Driver().connect(settings.url(), properties);
        if (connection == null) {
            throw new Unavailable("the driver does not understand the address");
        }
        return connection;
    }

    /** The application creates the schema; until then the read model is as good as away. */
    private void loadPosition(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            try (var schema = statement.executeQuery("select to_regclass('engine.dead_letter') is not null")) {
                if (!schema.next() || !schema.getBoolean(1)) {
                    throw new Unavailable("schema engine is not there yet");
                }
            }
            statement.execute("insert into engine.exporter_position (partition_id, position) values (" + partition
                    + ", -1) on conflict do nothing");
            try (var row = statement.executeQuery(
                    "select position, record_at from engine.exporter_position where partition_id = " + partition)) {
                row.next();
                position = row.getLong(1);
                recordTime = row.getObject(2, OffsetDateTime.class);
            }
            connection.commit();
        }
        if (position < committed) {
            throw new Unavailable("it ends at position " + position + " but was written up to " + committed
                    + ": the database is older than the engine's data. Restore both from the same backup, or accept"
                    + " the hole by setting engine.exporter_position to that position");
        }
    }

    /** Drops the connection; the next call connects anew and reads the position again. */
    @Override
    public void close() {
        statements.clear();
        storedVariableNames.clear();
        var open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // it is gone either way
            }
        }
    }

    /** Nothing can be written now, whatever the record. */
    static final class Unavailable extends SQLException {
        private static final long serialVersionUID = 1;

        Unavailable(String reason) {
            super(reason);
        }
    }
}
