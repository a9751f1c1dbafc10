package vn.chibo.shared;

import org.springframework.jdbc.core.simple.JdbcClient;

/** What PostgreSQL's planner is told where it would guess badly. */
public final class Plans {

    private Plans() {}

    /**
     * Until the end of the transaction each statement is planned for the values it is asked with. Otherwise a statement asked
     * several times gets one plan for any values, in which a list has ten elements: with the thousands of cells of a
     * province it takes a hundred times as long as it should.
     */
    public static void forTheseValues(JdbcClient jdbc) {
        jdbc.sql("set local plan_cache_mode = force_custom_plan").update();
    }
}
