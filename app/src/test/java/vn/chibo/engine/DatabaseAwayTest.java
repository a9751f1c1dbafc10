package vn.chibo.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

class DatabaseAwayTest {

    /** Connection refused and broken, disk full, too many connections, shutting down, starting, I/O error. */
    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "53100", "53300", "57P01", "57P03", "58030"})
    void a_server_that_cannot_work_now_is_away(String state) {
        assertThat(DatabaseAway.isWhy(new DataAccessResourceFailureException("…", new SQLException("…", state))))
                .isTrue();
    }

    @Test
    void a_pool_without_a_connection_is_away() {
        assertThat(DatabaseAway.isWhy(new CannotCreateTransactionException(
                        "…", new IllegalStateException(new SQLTransientConnectionException("timed out")))))
                .isTrue();
    }

    /** A broken constraint, a bad statement, a deadlock, a statement that took too long. */
    @ParameterizedTest
    @ValueSource(strings = {"23505", "42601", "40P01", "57014"})
    void a_refused_statement_is_no_absence(String state) {
        assertThat(DatabaseAway.isWhy(new IllegalStateException(new SQLException("…", state))))
                .isFalse();
    }

    @Test
    void a_fault_of_ours_is_no_absence() {
        assertThat(DatabaseAway.isWhy(new IllegalStateException("…"))).isFalse();
    }
}
