package vn.chibo.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import vn.chibo.standalone.LocalPostgres;

/** What the database holds: the lines two runs of one month must share, and what must not be there after any run. */
final class Records {

    /** What must be empty when everything is over, and the question that finds it. */
    private static final Map<String, String> NEVER = new LinkedHashMap<>();

    static {
        NEVER.put("open incident", """
                select process_id || ' ' || element_id || ' ' || coalesce(business_key, '') || ': ' || error_message
                from engine.incident where state = 'OPEN'""");
        NEVER.put("open task of a finished case", """
                select t.element_id || ' of ' || t.business_key from engine.user_task t
                join cases.case_file c on c.id::text = t.business_key where t.state = 'OPEN' and c.closed_at is not null""");
        NEVER.put("running instance of a finished case", """
                select i.process_id || ' of ' || i.business_key from engine.process_instance i
                join cases.case_file c on c.id::text = i.business_key where i.state = 'ACTIVE' and c.closed_at is not null""");
        NEVER.put("open case without a running instance", """
                select c.kind || ' ' || c.id from cases.case_file c where c.closed_at is null and not exists (
                    select from engine.process_instance i where i.business_key = c.id::text and i.state = 'ACTIVE')""");
        NEVER.put("case without its instance", """
                select c.kind || ' ' || c.id from cases.case_file c where c.process_instance_key is null or not exists (
                    select from engine.process_instance i where i.key = c.process_instance_key)""");
        NEVER.put("case with two instances", """
                select i.business_key || ': ' || count(*) from engine.process_instance i
                where i.process_id = 'monthly-meeting' and i.parent_key is null
                    and not exists (select from engine.element_instance e
                        where e.process_instance_key = i.key and e.element_id = 'EndEvent_Duplicate')
                group by i.business_key having count(*) > 1""");
        NEVER.put("instance without a case", """
                select i.process_id || ' ' || i.key from engine.process_instance i
                where i.process_id <> 'open-month' and not exists (
                    select from cases.case_file c where c.id::text = i.business_key)""");
        NEVER.put("task without a case", """
                select t.element_id || ' ' || t.key from engine.user_task t where t.state = 'OPEN' and not exists (
                    select from cases.case_file c where c.id::text = t.business_key)""");
        NEVER.put("command not carried out", """
                select kind || ' ' || coalesce(name, '') || ' ' || state || ' ' || queue || ': ' || coalesce(error, '')
                from engine_link.command where state <> 'DONE'""");
        NEVER.put("submission the engine never took", """
                select element_id || ' ' || coalesce(value::text, '') from inbox.submission s where taken_at is null
                    and exists (select from engine.user_task t where t.key = s.task_key and t.state = 'OPEN')""");
        NEVER.put("event not delivered", """
                select event_type || ' to ' || listener_id from events.event_publication where completion_date is null""");
        NEVER.put("number given twice", """
                select cell_id || ' ' || type || ' ' || term || ' ' || number from meetings.paper
                where revision = 1 and number is not null group by cell_id, type, term, number having count(*) > 1""");
        NEVER.put("gap in the numbers", """
                select c.cell_id || ' ' || c.type || ' ' || c.term || ' ' || c.last from meetings.paper_counter c
                where c.last <> (select count(distinct p.number) from meetings.paper p
                    where p.cell_id = c.cell_id and p.type = c.type and p.term = c.term and p.number is not null)""");
        NEVER.put("dead letter", "select d::text from engine.dead_letter d");
    }

    private static final String OUR_NAME = "chibo-faults";

    private Records() {}

    static Connection connect(String jdbcUrl) throws SQLException {
        return DriverManager.getConnection(
                jdbcUrl + "?connectTimeout=5&socketTimeout=60&ApplicationName=" + OUR_NAME,
                LocalPostgres.USER,
                LocalPostgres.PASSWORD);
    }

    /** Process numbers of the sessions that are ours, not the application's. */
    static Set<Long> ourSessions(String jdbcUrl) throws SQLException {
        return lines(jdbcUrl, "select pid from pg_stat_activity where application_name = '" + OUR_NAME + "'").stream()
                .map(Long::valueOf)
                .collect(Collectors.toSet());
    }

    static boolean answers(String jdbcUrl) {
        try {
            return lines(jdbcUrl, "select 1").size() == 1;
        } catch (SQLException e) {
            return false;
        }
    }

    /** First column of every row. */
    static List<String> lines(String jdbcUrl, String sql) throws SQLException {
        try (var connection = connect(jdbcUrl);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var lines = new ArrayList<String>();
            while (rows.next()) {
                lines.add(String.valueOf(rows.getString(1)));
            }
            return lines;
        }
    }

    /** Every fact the months left behind, without ids and moments. */
    static List<String> facts(String jdbcUrl, List<YearMonth> periods) throws SQLException {
        var facts = new ArrayList<String>();
        for (var period : periods) {
            for (var line : lines(jdbcUrl, question().replace(":'period'", "'" + period.atDay(1) + "'"))) {
                facts.add(period + "|" + line);
            }
        }
        return facts;
    }

    private static String question() {
        try (var in = Records.class.getResourceAsStream("/month/records.sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String digest(List<String> facts) {
        try {
            var sum = MessageDigest.getInstance("SHA-256");
            facts.forEach(fact -> sum.update((fact + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(sum.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is there and must not be: kind and example, at most a few of each. */
    static List<String> faults(String jdbcUrl) throws SQLException {
        var found = new ArrayList<String>();
        for (var never : NEVER.entrySet()) {
            var rows = lines(jdbcUrl, never.getValue());
            rows.stream().limit(5).forEach(row -> found.add(never.getKey() + ": " + row));
            if (rows.size() > 5) {
                found.add(never.getKey() + ": … " + rows.size() + " in all");
            }
        }
        return found;
    }

    /** Commands, events, jobs and timers still under way. */
    static long underWay(String jdbcUrl, Instant engineTime) throws SQLException {
        return Long.parseLong(lines(jdbcUrl, """
                        select (select count(*) from engine_link.command where state = 'PENDING')
                            + (select count(*) from events.event_publication where completion_date is null)
                            + (select count(*) from engine.process_instance where process_id = 'open-month' and state = 'ACTIVE')
                            + (select count(*) from engine.element_instance e
                                join engine.process_instance i on i.key = e.process_instance_key and i.state = 'ACTIVE'
                                where e.element_type = 'SERVICE_TASK' and e.state = 'ACTIVE')
                            + (select count(*) from engine.timer where state = 'CREATED' and due_at < '%s')""".formatted(engineTime)).getFirst());
    }
}
