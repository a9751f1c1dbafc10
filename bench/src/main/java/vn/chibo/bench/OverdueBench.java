package vn.chibo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import vn.chibo.standalone.FreePort;
import vn.chibo.standalone.LocalPostgres;

/**
 * What a supervisor of a province waits for the board of what is late, at every level and deep in the list; whether each
 * counter is what an independent query counts; and how long the reckoning takes that the board rests on.
 */
final class OverdueBench {

    static final String USAGE =
            "[--open 250000] [--finished 2000000] [--organizations 9860] [--cells-per-committee 290]"
                    + " [--warm-up 50] [--pages 200] [--keep directory]";

    private static final double GOAL_MILLIS = 300;
    private static final Pattern UNIT = Pattern.compile("data-test=\"child\" data-unit=\"([^\"]+)\"");
    private static final Pattern CHILD = Pattern.compile(
            "data-test=\"child\" data-unit=\"([^\"]+)\".*?data-test=\"overdue-cases\">(?:<a[^>]*>)?(\\d+)",
            Pattern.DOTALL);
    private static final Pattern RECKONED =
            Pattern.compile("Reckoned (\\d+) late lines in (\\d+) ms, (\\d+) new or changed, (\\d+) gone");

    private final Map<String, String> arguments;

    private OverdueBench(Map<String, String> arguments) {
        this.arguments = arguments;
    }

    static OverdueBench of(String[] arguments) {
        var given = new HashMap<String, String>();
        for (var i = 0; i + 1 < arguments.length; i += 2) {
            given.put(arguments[i], arguments[i + 1]);
        }
        var known = Set.of(
                "--open", "--finished", "--organizations", "--cells-per-committee", "--warm-up", "--pages", "--keep");
        if (arguments.length % 2 != 0 || !known.containsAll(given.keySet())) {
            throw new IllegalArgumentException("./chibo bench overdue " + USAGE);
        }
        return new OverdueBench(given);
    }

    private int number(String name, int fallback) {
        return Integer.parseInt(arguments.getOrDefault(name, String.valueOf(fallback)));
    }

    void run() throws Exception {
        var kept = arguments.get("--keep");
        var directory = kept == null ? Files.createTempDirectory("chibo-bench") : Path.of(kept);
        var postgres = LocalPostgres.durable(
                directory.resolve("postgresql"), FreePort.find(), directory.resolve("postgresql.log"));
        // one reckoning, so that pages and the independent query speak of the same moment
        var board = new InboxSite(
                postgres,
                directory.resolve("app.log"),
                "--chibo.overdue.first-after=PT1S",
                "--chibo.overdue.every=P1D",
                "--chibo.kpi.first-after=PT1S",
                "--chibo.admission.warnings.scheduled=false");
        var reckoning = new InboxSite(
                postgres,
                directory.resolve("reckoning.log"),
                "--chibo.overdue.first-after=PT1S",
                "--chibo.overdue.every=PT2S",
                "--logging.level.vn.chibo.monitoring.overdue=DEBUG");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            board.stop();
            reckoning.stop();
            postgres.stop();
            if (kept == null) {
                InboxBench.delete(directory);
            }
        }));
        postgres.start();
        board.start(); // brings the tables
        board.stop();
        var organizations = number("--organizations", 9_860);
        var open = number("--open", 250_000);
        var data = new InboxData(
                postgres,
                List.of(LocalPostgres.DATABASE),
                organizations,
                Math.max(1, (open + organizations - 1) / organizations),
                number("--cells-per-committee", 290));
        try (var chibo = new ChiboTasks(postgres)) {
            if (data.isFilled(number("--finished", 2_000_000))) {
                data.closeAll();
            } else {
                data.fill(number("--finished", 2_000_000), chibo.defaultPolicy());
                data.run(LocalPostgres.DATABASE, """
                        insert into organization.office_term (id, member_id, office, unit_id, valid_from)
                        values (bench.id('term', 'supervisor'), bench.id('member', '1-3'), 'SUPERVISOR', bench.id('unit', 'province'), '2025-01-01')""");
            }
        }
        data.open(0, open - 1);
        courses(data);
        figures(data);
        System.out.printf(
                Locale.ROOT,
                "%s, %d processors, Java %s, %,d open and %,d finished tasks, %,d cells%n%n",
                Instant.now(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                open,
                number("--finished", 2_000_000),
                organizations);
        board.start();
        measure(board, data);
        board.stop();
        reckoning.start();
        TimeUnit.SECONDS.sleep(40);
        reckoning.stop();
        tellReckonings(directory.resolve("reckoning.log"));
    }

    private void measure(InboxSite site, InboxData data) throws Exception {
        var supervisor = data.person("u1-3");
        site.signIn(List.of(supervisor));
        awaitReckoning(data);
        var ids = ids(data);
        var province = "/overdue/" + ids.get("TINH");
        var communes = UNIT.matcher(site.read(supervisor, province))
                .results()
                .map(match -> match.group(1))
                .toList();
        check(site, data, supervisor, ids, province, communes);
        var random = new Random(1);
        var cells = ids.keySet().stream()
                .filter(code -> code.startsWith("CB-"))
                .sorted()
                .toList();
        checkFigures(data);
        System.out.println("| page | p50 | p95 | p99 | n | p95 < " + (int) GOAL_MILLIS + " ms | very first |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | --- | ---: |");
        measure(site, supervisor, "province", () -> province);
        measure(site, supervisor, "province, one cause", () -> province + "?cause=SUPERIOR&urgency=OVERDUE");
        measure(site, supervisor, "province, 500th page", () -> province + "?page=500");
        measure(
                site,
                supervisor,
                "commune",
                () -> "/overdue/" + ids.get(communes.get(random.nextInt(communes.size()))));
        measure(site, supervisor, "cell", () -> "/overdue/" + ids.get(cells.get(random.nextInt(cells.size()))));
        measure(
                site,
                supervisor,
                "letter to a commune",
                () -> "/overdue/" + ids.get(communes.get(random.nextInt(communes.size()))) + "/letter");
        measure(site, supervisor, "digest of the province", () -> province + "/digest");
        measure(
                site,
                supervisor,
                "digest of a commune",
                () -> "/overdue/" + ids.get(communes.get(random.nextInt(communes.size()))) + "/digest");
        var late = lateCases(data);
        measure(site, supervisor, "case", () -> "/cases/" + late.get(random.nextInt(late.size())));
        measure(
                site,
                supervisor,
                "course of a case",
                () -> "/cases/" + late.get(random.nextInt(late.size())) + "/course");
        var year = "?from=2025-12&to=2026-11";
        measure(site, supervisor, "figures of the province, a year", () -> "/kpi/" + ids.get("TINH") + year);
        measure(
                site,
                supervisor,
                "figures of a commune, a year",
                () -> "/kpi/" + ids.get(communes.get(random.nextInt(communes.size()))) + year);
        measure(
                site,
                supervisor,
                "figures of a cell, a year",
                () -> "/kpi/" + ids.get(cells.get(random.nextInt(cells.size()))) + year);
        measure(
                site,
                supervisor,
                "one figure of the province, by month and commune",
                () -> "/kpi/" + ids.get("TINH") + "/figures/M4" + year);
        measure(
                site,
                supervisor,
                "one figure of a commune, by month and cell",
                () -> "/kpi/" + ids.get(communes.get(random.nextInt(communes.size()))) + "/figures/M4" + year);
        measure(
                site,
                supervisor,
                "admissions of the province in days, a year",
                () -> "/admission/figures?from=2025-12-01&to=2026-11-30&unit=" + ids.get("TINH"));
        measure(site, supervisor, "table of a month, all cells", () -> "/tables");
    }

    /** Every open case has come through its thirteen steps three times, and stands in the first. */
    private static void courses(InboxData data) throws Exception {
        data.run(LocalPostgres.DATABASE, """
                insert into engine.element_instance (key, process_instance_key, element_id, element_type, flow_scope_key,
                    state, started_at, ended_at, position)
                select 4503599627370496 + (i.key % 100000000) * 100 + round * 13 + s.slot, i.key, s.element, 'USER_TASK', i.key,
                    case when round = 3 then 'ACTIVE' else 'COMPLETED' end,
                    i.started_at + make_interval(hours => round * 13 + s.slot),
                    case when round < 3 then i.started_at + make_interval(hours => round * 13 + s.slot + 1) end,
                    round * 13 + s.slot
                from engine.process_instance i, bench.step s, generate_series(0, 3) round
                where i.state = 'ACTIVE' and (round < 3 or s.slot = 0)
                    and not exists (select 1 from engine.element_instance)""");
    }

    /** A year of counts for every cell, and two admissions in three years of each: what figures are made of. */
    private static void figures(InboxData data) throws Exception {
        data.run(LocalPostgres.DATABASE, "truncate kpi.cell_count, kpi.unit_count, kpi.month_to_add_up");
        data.run(LocalPostgres.DATABASE, """
                insert into kpi.cell_count (cell_id, month, area, measure, number)
                select p.unit_id, month::date, 'meetings', measure, 1 + abs(hashtext(p.unit_id::text || month || measure)) % 20
                from organization.unit_placement p,
                    generate_series(date '2025-12-01', date '2026-11-01', interval '1 month') month,
                    unnest(array['meetings.expected', 'meetings.heldOfExpected', 'meetings.held', 'meetings.onSchedule',
                        'meetings.longEnough', 'attendance.expected', 'attendance.present', 'attendance.expected.village',
                        'attendance.present.village', 'attendance.unexcused', 'meetings.present', 'meetings.speakers',
                        'papers.before', 'papers.after', 'reports.inTime', 'meetings.resolved', 'tasks.due', 'tasks.done',
                        'visits.expected', 'visits.attended', 'grade.all', 'grade.GOOD', 'grade.FAIR', 'score.verified',
                        'score.gap']) measure
                where p.type = 'CELL'""");
        data.run(LocalPostgres.DATABASE, "insert into kpi.month_to_add_up select distinct month from kpi.cell_count");
        data.run(LocalPostgres.DATABASE, """
                insert into admission.prospect (id, cell_id, full_name, name_folded, sex, birth_date, ethnic_minority,
                    union_member, education, sector, place_type, local, introduced_by, watch_since, resolution_number,
                    resolution_date, changed_by, changed_at)
                select gen_random_uuid(), p.unit_id, 'Người Mẫu ' || n, 'nguoi mau ' || n, 'FEMALE', date '1995-01-01',
                    n = 1, n = 2, 'HIGHER', 'FARMER', 'VILLAGE', true, 'CELL', date '2024-01-01', '1', date '2024-01-01',
                    gen_random_uuid(), now()
                from organization.unit_placement p, generate_series(1, 2) n
                where p.type = 'CELL' and not exists (select 1 from admission.prospect)""");
        data.run(LocalPostgres.DATABASE, """
                insert into admission.admission_case (id, candidate_id, cell_id, cell_code, committee_id, committee_code,
                    route_id, born_on, state, returned, extended, transferred, moves, certificate_no,
                    certificate_issued_on, applied_on, history_verified, union_introduced, subject, clock_moves,
                    route_round, on_route, decision_no, decided_on, ceremony_on, ceremony_cell_id, probation_ends_on,
                    official_on, version, imported)
                select gen_random_uuid(), p.id, p.cell_id, 'CB', p.cell_id, 'X', (select id from admission.approval_route limit 1),
                    p.birth_date, 'OFFICIAL', false, false, false, 0, '1', ceremony - 400, ceremony - 300, true, true,
                    'RECOGNITION', 0, 0, false, '1', ceremony - 20, ceremony, p.cell_id, ceremony + 365, ceremony + 365, 0, true
                from admission.prospect p, lateral (
                    select date '2024-01-01' + abs(hashtext(p.id::text)) % 1000 as ceremony) c
                where not exists (select 1 from admission.admission_case)""");
    }

    /** Sums of every unit above the cells are what a query adds up that knows nothing of them. */
    private static void checkFigures(InboxData data) throws Exception {
        var begin = System.nanoTime();
        while (count(data, "select count(*) from kpi.month_to_add_up") > 0) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        System.out.printf(
                Locale.ROOT,
                "Twelve months added up for every unit: at most %.0f s%n",
                (System.nanoTime() - begin) / 1e9);
        var differ = count(data, """
                with recursive up(cell, unit) as (
                    select unit_id, parent_id from organization.unit_placement where type = 'CELL'
                    union all
                    select up.cell, p.parent_id from up join organization.unit_placement p on p.unit_id = up.unit
                    where p.parent_id is not null
                ), counted as (
                    select up.unit, c.month, c.measure, sum(c.number) as number
                    from up join kpi.cell_count c on c.cell_id = up.cell group by 1, 2, 3
                )
                select count(*) from counted full join kpi.unit_count k
                    on k.unit_id = counted.unit and k.month = counted.month and k.measure = counted.measure
                where counted.number is distinct from k.number""");
        System.out.printf(
                Locale.ROOT,
                "Sums compared with an independent query: %,d, %d differ%n%n",
                count(data, "select count(*) from kpi.unit_count"),
                differ);
        if (differ > 0) {
            throw new IllegalStateException("Wrong sums");
        }
    }

    private static long count(InboxData data, String query) throws SQLException {
        try (var connection = data.connect(LocalPostgres.DATABASE);
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private interface Address {
        String next();
    }

    private void measure(InboxSite site, Person person, String name, Address address)
            throws IOException, InterruptedException {
        var first = System.nanoTime();
        site.read(person, address.next());
        var veryFirst = (System.nanoTime() - first) / 1e6;
        for (var i = 1; i < number("--warm-up", 50); i++) {
            site.read(person, address.next());
        }
        var samples = new Samples();
        for (var i = 0; i < number("--pages", 200); i++) {
            var path = address.next();
            var begin = System.nanoTime();
            site.read(person, path);
            samples.add((System.nanoTime() - begin) / 1e6);
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %d | %s | %.1f |%n",
                name,
                samples.quantile(0.5),
                samples.quantile(0.95),
                samples.quantile(0.99),
                samples.size(),
                samples.quantile(0.95) < GOAL_MILLIS ? "yes" : "no",
                veryFirst);
    }

    /** Every commune and every cell: the number on the page is what a query counts that knows nothing of the board's table. */
    private static void check(
            InboxSite site,
            InboxData data,
            Person supervisor,
            Map<String, String> ids,
            String province,
            List<String> communes)
            throws Exception {
        var counted = new HashMap<String, Integer>();
        try (var connection = data.connect(LocalPostgres.DATABASE);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        with late as (
                            select t.business_key::uuid as id from engine.user_task t, monitoring.late_reckoning r
                            where t.state = 'OPEN' and t.due_at < r.reckoned_at
                            union
                            select d.case_id from cases.deadline d, monitoring.late_reckoning r
                            where d.state = 'OPEN' and d.due_at < r.reckoned_at)
                        select u.code, p.code as above, count(*) from late
                        join cases.case_file c on c.id = late.id and c.closed_at is null
                        join organization.unit u on u.id = c.unit_id
                        join organization.unit_placement pl on pl.unit_id = u.id
                        join organization.unit p on p.id = pl.parent_id group by 1, 2""")) {
            while (rows.next()) {
                counted.put(rows.getString(1), rows.getInt(3));
                counted.merge(rows.getString(2), rows.getInt(3), Integer::sum);
            }
        }
        var wrong = new ArrayList<String>();
        var compared = compare(site.read(supervisor, province), counted, wrong);
        for (var commune : communes) {
            compared += compare(site.read(supervisor, "/overdue/" + ids.get(commune)), counted, wrong);
        }
        System.out.printf(
                Locale.ROOT,
                "Counters compared with an independent query: %,d units, %d differ%n%n",
                compared,
                wrong.size());
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("Wrong counters: " + wrong.subList(0, Math.min(10, wrong.size())));
        }
    }

    private static int compare(String page, Map<String, Integer> counted, List<String> wrong) {
        var children = CHILD.matcher(page).results().toList();
        for (var child : children) {
            var expected = counted.getOrDefault(child.group(1), 0);
            if (Integer.parseInt(child.group(2)) != expected) {
                wrong.add(child.group(1) + " shows " + child.group(2) + ", counted " + expected);
            }
        }
        return children.size();
    }

    private static void awaitReckoning(InboxData data) throws SQLException, InterruptedException {
        for (var wait = 0; wait < 240; wait++) {
            try (var connection = data.connect(LocalPostgres.DATABASE);
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("select count(*) from monitoring.late")) {
                row.next();
                if (row.getLong(1) > 0) {
                    return;
                }
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        throw new IllegalStateException("Nothing was reckoned");
    }

    /** Cases of anywhere that stand on the board. */
    private static List<String> lateCases(InboxData data) throws SQLException {
        var cases = new ArrayList<String>();
        try (var connection = data.connect(LocalPostgres.DATABASE);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select distinct case_id from monitoring.late where urgency = 'OVERDUE' order by 1 limit 1000")) {
            while (rows.next()) {
                cases.add(rows.getString(1));
            }
        }
        return cases;
    }

    private static Map<String, String> ids(InboxData data) throws SQLException {
        var ids = new HashMap<String, String>();
        try (var connection = data.connect(LocalPostgres.DATABASE);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select code, id from organization.unit")) {
            while (rows.next()) {
                ids.put(rows.getString(1), rows.getString(2));
            }
        }
        return ids;
    }

    private static void tellReckonings(Path log) throws IOException {
        var times = new Samples();
        System.out.println();
        RECKONED.matcher(Files.readString(log)).results().forEach(match -> {
            times.add(Double.parseDouble(match.group(2)));
            if (times.size() == 1) {
                System.out.printf(
                        "First reckoning after the start: %s lines in %s ms, %s written%n",
                        match.group(1), match.group(2), match.group(3));
            }
        });
        System.out.printf(
                Locale.ROOT,
                "Reckonings of the whole province: p50 %.0f ms, longest %.0f ms, n %d%n",
                times.quantile(0.5),
                times.quantile(1),
                times.size());
    }
}
