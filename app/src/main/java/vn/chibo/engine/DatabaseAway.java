package vn.chibo.engine;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Tells troubles of the database server that end without anybody changing a row from those that do not. */
final class DatabaseAway {

    /** Classes of SQL states: no connection, no resources (disk, memory, connections), shutting down or starting, I/O. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

    /** A single statement was cancelled or took too long: that may be the statement's fault. */
    private static final String QUERY_CANCELED = "57014";

    private DatabaseAway() {}

    static boolean isWhy(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientConnectionException) {
                return true;
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                var state = sql.getSQLState();
                return state.length() == 5 && CLASSES.contains(state.substring(0, 2)) && !state.equals(QUERY_CANCELED);
            }
        }
        return false;
    }
}
