package vn.chibo.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Office;
import vn.chibo.organization.OfficeHolding;
import vn.chibo.organization.UnitId;
import vn.chibo.standalone.LocalPostgres;

/** The same tasks in several databases, by the scripts in {@code inbox/}. */
final class InboxData {

    static final List<String> WITH_PEERS = List.of(LocalPostgres.DATABASE, "camunda", "flowable");

    private final LocalPostgres postgres;
    private final List<String> databases;
    private final int organizations;
    private final int perCell;
    private final int perCommittee;

    InboxData(LocalPostgres postgres, List<String> databases, int organizations, int perCell, int perCommittee) {
        this.postgres = postgres;
        this.databases = databases;
        this.organizations = organizations;
        this.perCell = perCell;
        this.perCommittee = perCommittee;
    }

    /**
     * Whether an earlier run left its finished tasks in the kept directory.
     *
     * @throws IllegalStateException when they are not those asked for
     */
    boolean isFilled(int finished) throws SQLException {
        try (var connection = connect(databases.getLast());
                var statement = connection.createStatement()) {
            try (var row = statement.executeQuery("select to_regclass('bench.filled') is not null")) {
                row.next();
                if (!row.getBoolean(1)) {
                    return false;
                }
            }
            try (var row = statement.executeQuery(
                    "select finished, organizations, cells_per_committee from bench.filled, bench.setting")) {
                row.next();
                if (row.getInt(1) != finished || row.getInt(2) != organizations || row.getInt(3) != perCommittee) {
                    throw new IllegalStateException(
                            "%d finished tasks, %d organisations, %d cells a committee were kept"
                                    .formatted(row.getInt(1), row.getInt(2), row.getInt(3)));
                }
                return true;
            }
        }
    }

    /** Takes the open tasks of an earlier run away. */
    void closeAll() throws SQLException {
        for (var database : databases) {
            run(
                    database,
                    "update bench.setting set open_per_cell = " + perCell + ", now = date_trunc('minute', now())",
                    database.equals(LocalPostgres.DATABASE)
                            ? "truncate engine.user_task_candidate; delete from engine.user_task where state = 'OPEN'"
                            : "delete from act_ru_identitylink; delete from act_ru_task",
                    "vacuum analyze");
        }
    }

    /** Everything but open tasks. */
    void fill(int finished, String policy) throws IOException, SQLException {
        var values = Map.of(
                ":finished",
                String.valueOf(finished),
                ":'policy'",
                quoted(policy),
                ":'model'",
                quoted(resource("/processes/meetings/monthly-meeting.bpmn")));
        for (var database : databases) {
            InboxBench.say("finished tasks of " + database);
            run(database, resource("/inbox/tasks.sql"));
            run(
                    database,
                    "insert into bench.setting values (%d, %d, %d, date_trunc('minute', now()))"
                            .formatted(organizations, perCell, perCommittee));
            if (database.equals(LocalPostgres.DATABASE)) {
                run(database, resource("/inbox/chibo-organization.sql"), "vacuum analyze");
            }
            run(database, with(resource("/inbox/" + database + "-finished.sql"), values), "vacuum analyze");
        }
        run(databases.getLast(), "create table bench.filled as select " + finished + " as finished");
    }

    /** Tasks from one number to another, both included. */
    void open(int first, int last) throws IOException, SQLException {
        var values = Map.of(":first", String.valueOf(first), ":last", String.valueOf(last));
        for (var database : databases) {
            InboxBench.say("open tasks of %s, up to %d".formatted(database, last + 1));
            run(database, with(resource("/inbox/" + database + "-open.sql"), values), "vacuum analyze");
        }
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute("checkpoint"); // or the writing falls into the measurement
        }
    }

    /** Secretaries, deputies and those who look after cells, of cells that have open tasks. */
    List<Person> people(int count, int cells) throws SQLException {
        var random = new Random(cells);
        var names = new LinkedHashSet<String>();
        for (var i = 0; i < count; i++) {
            var cell = random.nextInt(cells);
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3, 4 -> names.add("u" + (cell + 1) + "-1");
                case 5, 6, 7 -> names.add("u" + (cell + 1) + "-2");
                default -> names.add("u" + (cell / perCommittee * perCommittee + cell % perCommittee / 3 + 1) + "-4");
            }
        }
        var people = new ArrayList<Person>();
        for (var name : names) {
            people.add(person(name));
        }
        return people;
    }

    /** The office of the first committee, with the tasks of all its cells. */
    Person officer() throws SQLException {
        return person("u1-5");
    }

    Person person(String username) throws SQLException {
        try (var connection = connect(LocalPostgres.DATABASE);
                var query = connection.prepareStatement("""
                        select a.id, a.member_id, t.office, t.unit_id, u.code
                          from identity.account a
                          join organization.office_term t on t.member_id = a.member_id
                          join organization.unit u on u.id = t.unit_id
                         where a.username = ? order by u.code, t.office""")) {
            query.setString(1, username);
            var offices = new ArrayList<OfficeHolding>();
            var account = new UUID(0, 0);
            var member = new MemberId(account);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    account = rows.getObject(1, UUID.class);
                    member = new MemberId(rows.getObject(2, UUID.class));
                    offices.add(new OfficeHolding(
                            member,
                            Office.valueOf(rows.getString(3)),
                            new UnitId(rows.getObject(4, UUID.class)),
                            rows.getString(5),
                            LocalDate.of(2025, 1, 1),
                            null));
                }
            }
            if (offices.isEmpty()) {
                throw new IllegalStateException(username + " holds no office");
            }
            return new Person(new CurrentUser(account, username, member, username, false, List.copyOf(offices)));
        }
    }

    void run(String database, String... scripts) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            for (var script : scripts) {
                statement.execute(script);
            }
        }
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(database), LocalPostgres.USER, LocalPostgres.PASSWORD);
    }

    private static String with(String script, Map<String, String> values) {
        var text = script;
        for (var value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        return text;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String resource(String name) throws IOException {
        try (var stream = Objects.requireNonNull(InboxData.class.getResourceAsStream(name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
