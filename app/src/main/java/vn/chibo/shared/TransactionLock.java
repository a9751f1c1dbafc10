package vn.chibo.shared;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes transactions about one thing come one after the other, where no row can be locked because it is not there yet.
 * Who comes second waits until the first has committed, and then reads what the first wrote.
 */
public final class TransactionLock {

    private TransactionLock() {}

    /** Held until the transaction ends. {@code what} names the thing, beginning with the module. */
    public static void take(JdbcClient jdbc, String what) {
        jdbc.sql("select 1 from (select pg_advisory_xact_lock(hashtextextended(:what, 0))) locked")
                .param("what", what)
                .query(Integer.class)
                .single();
    }
}
