package vn.chibo.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import vn.chibo.faults.FaultSuite.Month;
import vn.chibo.faults.FaultSuite.Options;

/** What a run of the fault suite found, for people and for programs. */
final class Report {

    private static final int DIFFERENCES_SHOWN = 60;

    private final Options options;
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private List<String> expected = List.of();
    private boolean known;
    private @Nullable Month undisturbed;
    private @Nullable Month disturbed;
    private Duration duration = Duration.ZERO;

    Report(Options options) {
        this.options = options;
    }

    void skipped(Trouble.Kind kind, String why) {
        skipped.put(kind.words(), why);
    }

    void remembered(List<String> facts) {
        known = true;
        expected = facts;
    }

    void undisturbed(Month month) {
        undisturbed = month;
        expected = month.facts();
        month.problems().forEach(problem -> problems.add("left alone: " + problem));
    }

    void disturbed(Month month, List<String> facts) {
        disturbed = month;
        month.problems().forEach(problem -> problems.add("with faults: " + problem));
        if (!month.facts().isEmpty()) {
            problems.addAll(differences(facts, month.facts()));
        }
    }

    /** Facts of one side alone, as often as the other has them less. */
    private static List<String> differences(List<String> left, List<String> right) {
        var counts = new HashMap<String, Integer>();
        left.forEach(fact -> counts.merge(fact, 1, Integer::sum));
        right.forEach(fact -> counts.merge(fact, -1, Integer::sum));
        var all = counts.entrySet().stream()
                .filter(count -> count.getValue() != 0)
                .map(count -> (count.getValue() > 0 ? "only left alone:   " : "only with faults:  ") + count.getKey())
                .sorted(java.util.Comparator.comparing((String line) -> line.substring(19))
                        .thenComparing(line -> line))
                .toList();
        var shown = new ArrayList<>(all.subList(0, Math.min(DIFFERENCES_SHOWN, all.size())));
        if (all.size() > shown.size()) {
            shown.add("… " + all.size() + " differences in all");
        }
        return shown;
    }

    boolean isGood() {
        return problems.isEmpty();
    }

    List<String> problems() {
        return problems;
    }

    List<Trouble.Done> faults() {
        var month = disturbed;
        return month == null ? List.of() : month.faults();
    }

    String text() {
        var text = new StringBuilder("\nFault suite: seed %d, %d cells, %d broker%s\n"
                .formatted(options.seed(), options.cells(), options.brokers(), options.brokers() == 1 ? "" : "s"));
        text.append("  %-22s %s\n".formatted("whole run", seconds(duration)));
        if (known) {
            text.append("  %-22s %d facts, %s (of an earlier run)\n"
                    .formatted(
                            "left alone",
                            expected.size(),
                            Records.digest(expected).substring(0, 16)));
        }
        append(text, "left alone", undisturbed);
        append(text, "with faults", disturbed);
        var month = disturbed;
        if (month != null) {
            text.append("\nFaults carried out, %d of %d planned:\n"
                    .formatted(month.faults().size(), month.faultsPlanned()));
            for (var fault : month.faults()) {
                var recovery = fault.recovery();
                text.append("  %s  %-60s %8s, well again after %s\n"
                        .formatted(
                                fault.begin().toString().substring(11, 19),
                                fault.what(),
                                seconds(Duration.between(fault.begin(), fault.end())),
                                recovery == null ? "NEVER" : seconds(recovery)));
            }
        }
        if (month != null && month.diskFull() > 0) {
            text.append("  PostgreSQL said %d times that its disk was full\n".formatted(month.diskFull()));
        }
        skipped.forEach((kind, why) -> text.append("  skipped: " + kind + ": " + why + "\n"));
        text.append(isGood() ? "\nGOOD: the records are the same, nothing is left over.\n" : "\nBAD:\n");
        problems.forEach(problem -> text.append("  ").append(problem).append('\n'));
        return text.toString();
    }

    private static void append(StringBuilder text, String name, @Nullable Month month) {
        if (month == null) {
            return;
        }
        text.append("  %-22s %s and %s of setting up; %d people, %d members\n"
                .formatted(name, seconds(month.duration()), seconds(month.setUp()), month.people(), month.members()));
        text.append("  %-22s %d requests, %d sent again, %d of these had arrived the first time\n"
                .formatted("", month.requests(), month.retries(), month.lookedAgain()));
        var wait = month.longestWait();
        if (wait != null) {
            text.append("  %-22s longest wait %s: %s for %s\n"
                    .formatted("", seconds(wait.length()), wait.who(), wait.what()));
        }
        text.append("  %-22s %d facts, %s\n"
                .formatted(
                        "", month.facts().size(), Records.digest(month.facts()).substring(0, 16)));
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1000.0);
    }

    void write(Path directory, Instant began) {
        duration = Duration.between(began, Instant.now());
        var name = "report-%d-%d-%d".formatted(options.cells(), options.seed(), began.getEpochSecond());
        try {
            Files.writeString(directory.resolve(name + ".txt"), text());
            Files.writeString(
                    directory.resolve(name + ".json"),
                    JsonMapper.builder()
                            .build()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(values()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Object> values() {
        var values = new LinkedHashMap<String, Object>();
        values.put("seed", options.seed());
        values.put("cells", options.cells());
        values.put("brokers", options.brokers());
        values.put("good", isGood());
        values.put("seconds", duration.toMillis() / 1000.0);
        values.put("expectedDigest", Records.digest(expected));
        put(values, "undisturbed", undisturbed);
        put(values, "disturbed", disturbed);
        values.put(
                "faults",
                faults().stream()
                        .map(fault -> {
                            var recovery = fault.recovery();
                            var entry = new LinkedHashMap<String, Object>();
                            entry.put("kind", fault.kind().name());
                            entry.put("what", fault.what());
                            entry.put("begin", fault.begin().toString());
                            entry.put("end", fault.end().toString());
                            entry.put("recoverySeconds", recovery == null ? null : recovery.toMillis() / 1000.0);
                            return entry;
                        })
                        .toList());
        var month = disturbed;
        values.put("diskFullComplaints", month == null ? 0 : month.diskFull());
        values.put("skipped", skipped);
        values.put("problems", problems);
        return values;
    }

    private static void put(Map<String, Object> values, String name, @Nullable Month month) {
        if (month == null) {
            return;
        }
        var wait = month.longestWait();
        values.put(
                name,
                Map.of(
                        "digest", Records.digest(month.facts()),
                        "facts", month.facts().size(),
                        "setUpSeconds", month.setUp().toMillis() / 1000.0,
                        "seconds", month.duration().toMillis() / 1000.0,
                        "requests", month.requests(),
                        "retries", month.retries(),
                        "arrivedTheFirstTime", month.lookedAgain(),
                        "longestWaitSeconds", wait == null ? 0 : wait.length().toMillis() / 1000.0,
                        "longestWaitFor", wait == null ? "" : wait.what(),
                        "people", month.people()));
    }
}
