package vn.chibo.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import vn.chibo.standalone.FreePort;
import vn.chibo.standalone.LocalPostgres;

/**
 * What a person waits for their task list: the first page with its counters, a search without accents, the number of
 * overdue tasks, at several numbers of open tasks beside many finished ones. Chibo's real pages over HTTP and its query
 * alone, beside the task queries of Camunda 7 and Flowable over equal data in the same PostgreSQL.
 */
final class InboxBench {

    static final String USAGE = "[--open 1000,100000,250000] [--finished 2000000] [--organizations 10000]"
            + " [--cells-per-committee 40] [--people 300] [--warm-up 300] [--queries 500] [--keep directory]"
            + "   (keep: what was filled stays in the directory for the next run)";

    private static final String PAGE = "first page with counters";
    private static final String SEARCH = "search";
    private static final String OVERDUE = "number overdue";
    private static final String CHIBO_HTTP = "Chibo, page over HTTP";
    private static final String CHIBO_QUERY = "Chibo, query";
    private static final double GOAL_MILLIS = 50;
    private static final double GOAL_GROWTH = 2;

    private final Map<String, String> arguments;
    private final Map<Key, Samples> results = new HashMap<>();

    private record Key(String question, String who, String system, int open) {}

    private interface Ask {
        void of(Person person) throws Exception;
    }

    private InboxBench(Map<String, String> arguments) {
        this.arguments = arguments;
    }

    static InboxBench of(String[] arguments) {
        var given = new HashMap<String, String>();
        for (var i = 0; i + 1 < arguments.length; i += 2) {
            given.put(arguments[i], arguments[i + 1]);
        }
        var known = Set.of(
                "--open",
                "--finished",
                "--organizations",
                "--cells-per-committee",
                "--people",
                "--warm-up",
                "--queries",
                "--keep");
        if (arguments.length % 2 != 0 || !known.containsAll(given.keySet())) {
            throw new IllegalArgumentException("./chibo bench inbox " + USAGE);
        }
        return new InboxBench(given);
    }

    private int number(String name, int fallback) {
        return Integer.parseInt(arguments.getOrDefault(name, String.valueOf(fallback)));
    }

    private List<Integer> sizes() {
        return Arrays.stream(
                        arguments.getOrDefault("--open", "1000,100000,250000").split(","))
                .map(Integer::valueOf)
                .sorted()
                .toList();
    }

    void run() throws Exception {
        var kept = arguments.get("--keep");
        var directory = kept == null ? Files.createTempDirectory("chibo-bench") : Path.of(kept);
        var postgres = LocalPostgres.durable(
                directory.resolve("postgresql"), FreePort.find(), directory.resolve("postgresql.log"));
        var site = new InboxSite(postgres, directory.resolve("app.log"));
        // also after Ctrl-C: neither may outlive the measurement
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            site.stop();
            postgres.stop();
            if (kept == null) {
                delete(directory);
            }
        }));
        postgres.start().createDatabase("camunda").createDatabase("flowable");
        site.start(); // brings the tables
        site.stop();
        try (var chibo = new ChiboTasks(postgres);
                var camunda = new CamundaTasks(postgres);
                var flowable = new FlowableTasks(postgres)) {
            measure(site, postgres, directory.resolve("postgresql"), chibo, List.of(camunda, flowable));
        }
    }

    private void measure(InboxSite site, LocalPostgres postgres, Path files, ChiboTasks chibo, List<TaskList> peers)
            throws Exception {
        var sizes = sizes();
        var organizations = number("--organizations", 10_000);
        var perCell = Math.max(1, (sizes.getLast() + organizations - 1) / organizations);
        var perCommittee = number("--cells-per-committee", 40);
        var data = new InboxData(postgres, InboxData.WITH_PEERS, organizations, perCell, perCommittee);
        if (data.isFilled(number("--finished", 2_000_000))) {
            data.closeAll();
        } else {
            data.fill(number("--finished", 2_000_000), chibo.defaultPolicy());
        }
        site.start();
        System.out.printf(
                Locale.ROOT,
                "%s, %d processors, Java %s, %,d finished tasks, %,d organisations, %d open tasks a cell,"
                        + " warm-up %d queries a line%n%n",
                Instant.now(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                number("--finished", 2_000_000),
                organizations,
                perCell,
                number("--warm-up", 300));
        System.out.println(
                "| question | who | open tasks | own tasks | measured | p50 | p95 | p99 | CPU | n | p95 : at "
                        + sizes.getFirst() + " | load average |");
        System.out.println("| --- | --- | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var before = 0;
        for (var open : sizes) {
            data.open(before, open - 1);
            before = open;
            var people = data.people(number("--people", 300), open / perCell);
            var officer = data.officer();
            check(chibo, peers, people, officer);
            site.signIn(people);
            site.signIn(List.of(officer));
            measure(site, files, chibo, peers, "people of cells", people, open);
            measure(site, files, chibo, peers, "committee's office", List.of(officer), open);
        }
        conclude(peers, sizes);
    }

    /** Equal questions have equal answers, or the times say nothing. */
    private static void check(ChiboTasks chibo, List<TaskList> peers, List<Person> people, Person officer) {
        for (var person : concat(people.subList(0, Math.min(20, people.size())), officer)) {
            for (var peer : peers) {
                if (chibo.count(person) != peer.count(person)) {
                    throw new IllegalStateException("%s has %d tasks by Chibo, %d by %s"
                            .formatted(person.username(), chibo.count(person), peer.count(person), peer.name()));
                }
            }
        }
    }

    private static List<Person> concat(List<Person> people, Person one) {
        return java.util.stream.Stream.concat(people.stream(), java.util.stream.Stream.of(one))
                .toList();
    }

    private void measure(
            InboxSite site,
            Path postgres,
            ChiboTasks chibo,
            List<TaskList> peers,
            String who,
            List<Person> people,
            int open)
            throws Exception {
        var own = people.stream().mapToLong(chibo::count).sorted().toArray();
        var lines = new Lines(who, people, open, own[own.length / 2], new Processor(postgres, site));
        lines.measure(PAGE, CHIBO_HTTP, site::page);
        lines.measure(SEARCH, CHIBO_HTTP, site::search);
        lines.measure(OVERDUE, CHIBO_HTTP, site::counters);
        lines.measure(PAGE, CHIBO_QUERY, chibo::page);
        lines.measure(OVERDUE, CHIBO_QUERY, chibo::overdue);
        for (var peer : peers) {
            lines.measure(PAGE, peer.name(), peer::page);
            lines.measure(SEARCH, peer.name(), peer::search);
            lines.measure(OVERDUE, peer.name(), peer::overdue);
        }
    }

    /** The lines of the table about some people at one number of open tasks. */
    private final class Lines {
        private final String who;
        private final List<Person> people;
        private final int open;
        private final long own;
        private final Processor processor;

        Lines(String who, List<Person> people, int open, long own, Processor processor) {
            this.who = who;
            this.people = people;
            this.open = open;
            this.own = own;
            this.processor = processor;
        }

        void measure(String question, String system, Ask ask) throws Exception {
            var random = new Random(open);
            for (var i = 0; i < number("--warm-up", 300); i++) {
                ask.of(people.get(random.nextInt(people.size())));
            }
            var samples = new Samples();
            var cpu = processor.millis(system.equals(CHIBO_HTTP));
            for (var i = 0; i < number("--queries", 500); i++) {
                var person = people.get(random.nextInt(people.size()));
                var begin = System.nanoTime();
                ask.of(person);
                samples.add((System.nanoTime() - begin) / 1e6);
            }
            cpu = processor.millis(system.equals(CHIBO_HTTP)) - cpu;
            results.put(new Key(question, who, system, open), samples);
            var least = results.get(new Key(question, who, system, sizes().getFirst()));
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %d | %d | %s | %.2f | %.2f | %.2f | %.2f | %d | %.2f | %.1f |%n",
                    question,
                    who,
                    open,
                    own,
                    system,
                    samples.quantile(0.5),
                    samples.quantile(0.95),
                    samples.quantile(0.99),
                    cpu / samples.size(),
                    samples.size(),
                    least == null ? Double.NaN : samples.quantile(0.95) / least.quantile(0.95),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
    }

    private void conclude(List<TaskList> peers, List<Integer> sizes) {
        System.out.println();
        System.out.println("How many times as long as Chibo (a search: as Chibo's whole page), p50 / p95:");
        System.out.println();
        System.out.println("| question | who | open tasks | "
                + String.join(" | ", peers.stream().map(TaskList::name).toList()) + " |");
        System.out.println("| --- | --- | ---: |" + " ---: |".repeat(peers.size()));
        for (var question : List.of(PAGE, SEARCH, OVERDUE)) {
            for (var who : List.of("people of cells", "committee's office")) {
                for (var open : sizes) {
                    var ours = at(question, who, question.equals(SEARCH) ? CHIBO_HTTP : CHIBO_QUERY, open);
                    System.out.printf("| %s | %s | %d |", question, who, open);
                    for (var peer : peers) {
                        var theirs = at(question, who, peer.name(), open);
                        System.out.printf(
                                Locale.ROOT,
                                " %.1f / %.1f |",
                                theirs.quantile(0.5) / ours.quantile(0.5),
                                theirs.quantile(0.95) / ours.quantile(0.95));
                    }
                    System.out.println();
                }
            }
        }
        System.out.println();
        for (var who : List.of("people of cells", "committee's office")) {
            var least = at(PAGE, who, CHIBO_HTTP, sizes.getFirst()).quantile(0.95);
            var most = at(PAGE, who, CHIBO_HTTP, sizes.getLast()).quantile(0.95);
            System.out.printf(
                    Locale.ROOT,
                    "Goals, %s: p95 of the first page at %d open tasks is %.1f ms (below %.0f: %s), %.2f times that at %d"
                            + " (within %.0f: %s)%n",
                    who,
                    sizes.getLast(),
                    most,
                    GOAL_MILLIS,
                    most < GOAL_MILLIS ? "met" : "NOT met",
                    most / least,
                    sizes.getFirst(),
                    GOAL_GROWTH,
                    most / least <= GOAL_GROWTH ? "met" : "NOT met");
        }
    }

    private Samples at(String question, String who, String system, int open) {
        var samples = results.get(new Key(question, who, system, open));
        if (samples == null) {
            throw new IllegalStateException(question + " of " + who + " was not measured with " + system);
        }
        return samples;
    }

    static void say(String text) {
        System.err.println(Instant.now() + " " + text);
    }

    static void delete(Path directory) {
        try (var paths = Files.walk(directory)) {
            var all = new java.util.ArrayList<>(
                    paths.sorted(Comparator.naturalOrder()).toList());
            Collections.reverse(all);
            for (var path : all) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.err.println("left behind: " + directory);
        }
    }
}
