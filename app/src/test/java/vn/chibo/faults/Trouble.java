package vn.chibo.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The faults of one run, one after the other: kind, how long it lasts and how long the system has peace before it all
 * follow from the seed. A fault is over when everything is well again.
 */
final class Trouble {

    enum Kind {
        KILL_APPLICATION("application killed"),
        STOP_APPLICATION("application stopped in order"),
        KILL_BROKER("broker killed"),
        STOP_BROKER("broker stopped in order"),
        KILL_DATABASE("PostgreSQL killed"),
        STOP_DATABASE("PostgreSQL stopped in order"),
        KILL_TWO("two killed at once"),
        CUT_OFF("application cut off from the engine"),
        ENGINE_HANGS("connections to the engine get stuck"),
        DISK_FULL("disk of PostgreSQL full"),
        CLOCK_SKEW("clocks of application and engine wrong");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    record Planned(Kind kind, Duration peaceBefore, Duration length, int draw) {}

    /**
     * A fault that was carried out.
     *
     * @param recovered when everything was well again; null if it never was
     */
    record Done(
            Kind kind,
            String what,
            Instant begin,
            Instant end,
            @Nullable Instant recovered) {

        /** From its end until everything was well. */
        @Nullable Duration recovery() {
            return recovered == null ? null : Duration.between(end, recovered);
        }
    }

    private static final Duration RECOVERY_PATIENCE = Duration.ofMinutes(6);

    private final Installation installation;
    private final List<Planned> schedule;
    private final List<Done> done = Collections.synchronizedList(new ArrayList<>());
    private final Consumer<String> progress;
    private volatile boolean enough;
    private volatile DoubleSupplier share = () -> 1;
    private volatile int begun;
    private @Nullable Thread thread;
    private volatile @Nullable Throwable failure;

    Trouble(Installation installation, List<Planned> schedule, Consumer<String> progress) {
        this.installation = installation;
        this.schedule = schedule;
        this.progress = progress;
    }

    /**
     * As many faults as fit into the time, every kind once before any comes again.
     *
     * @param kinds those this machine can do
     */
    static List<Planned> schedule(long seed, Duration time, List<Kind> kinds) {
        var random = new Random(seed);
        var rounds = new ArrayList<Kind>();
        // a fault with its recovery takes about twenty seconds
        var count = Math.max(kinds.size(), (int) (time.toSeconds() / 25));
        var peace = Math.clamp(time.toMillis() / count - 20_000, 1_000, 120_000);
        while (rounds.size() < count) {
            var round = new ArrayList<>(kinds);
            Collections.shuffle(round, random);
            rounds.addAll(round);
        }
        return IntStream.range(0, count)
                .mapToObj(number -> new Planned(
                        rounds.get(number),
                        Duration.ofMillis(peace / 2 + random.nextInt((int) peace)),
                        length(random, time),
                        random.nextInt(1_000)))
                .toList();
    }

    /** Mostly seconds; in a run that has the time one in six takes up to a minute and a half. */
    private static Duration length(Random random, Duration time) {
        var brief = Duration.ofMillis(300 + random.nextInt(8_000));
        return random.nextInt(6) == 0 && time.toMinutes() >= 10 ? brief.multipliedBy(11) : brief;
    }

    /** @param share how much of the schedule may be carried out by now, from 0 to 1, so that no stage of the month goes without */
    void begin(DoubleSupplier share) {
        this.share = share;
        thread = Thread.ofPlatform().name("faults").daemon().start(this::run);
    }

    /** No further fault; returns when the last one is over. */
    void end() {
        enough = true;
        var running = thread;
        if (running != null) {
            try {
                running.join(RECOVERY_PATIENCE.plusMinutes(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    List<Done> done() {
        return List.copyOf(done);
    }

    /** How far the schedule is carried out, from 0 to 1. */
    double progress() {
        return failure != null || schedule.isEmpty() ? 1 : (double) begun / schedule.size();
    }

    int planned() {
        return schedule.size();
    }

    @Nullable Throwable failure() {
        return failure;
    }

    private void run() {
        try {
            for (var planned : schedule) {
                rest(planned.peaceBefore());
                while (!enough && progress() >= share.getAsDouble()) {
                    Waiting.millis(200);
                }
                if (enough) {
                    return;
                }
                begun++;
                carryOut(planned);
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void rest(Duration peace) {
        var end = Instant.now().plus(peace);
        while (!enough && Instant.now().isBefore(end)) {
            Waiting.millis(100);
        }
    }

    private void carryOut(Planned fault) {
        var begin = Instant.now();
        var what = switch (fault.kind()) {
            case KILL_APPLICATION -> down(fault, false, List.of(installation.app()));
            case STOP_APPLICATION -> down(fault, true, List.of(installation.app()));
            case KILL_BROKER -> down(fault, false, List.of(installation.broker(fault.draw())));
            case STOP_BROKER -> down(fault, true, List.of(installation.broker(fault.draw())));
            case KILL_DATABASE -> down(fault, false, List.of(installation.database()));
            case STOP_DATABASE -> down(fault, true, List.of(installation.database()));
            case KILL_TWO -> down(fault, false, two(fault));
            case CUT_OFF -> doors(fault, Door.State.SHUT);
            case ENGINE_HANGS -> doors(fault, Door.State.STUCK);
            case DISK_FULL -> fullDisk(fault);
            case CLOCK_SKEW -> skew(fault);
        };
        var end = Instant.now();
        var recovered = awaitWell(end);
        var over = new Done(fault.kind(), what, begin, end, recovered);
        done.add(over);
        var recovery = over.recovery();
        progress.accept("%s for %.1f s, %s"
                .formatted(
                        what,
                        Duration.between(begin, end).toMillis() / 1000.0,
                        recovery == null
                                ? "NOT WELL AGAIN"
                                : "well again after %.1f s".formatted(recovery.toMillis() / 1000.0)));
    }

    private List<Part> two(Planned fault) {
        var pairs = List.of(
                List.of(installation.app(), installation.broker(fault.draw())),
                List.of(installation.app(), installation.database()),
                List.of(installation.database(), installation.broker(fault.draw())));
        return pairs.get(fault.draw() / 10 % pairs.size());
    }

    private String down(Planned fault, boolean inOrder, List<Part> parts) {
        var victims = parts.stream().map(Trouble::describe).collect(Collectors.joining(" and "));
        parts.forEach(part -> installation.takeDown(part, inOrder));
        Waiting.millis(fault.length().toMillis());
        parts.forEach(installation::release);
        return victims + (inOrder ? " stopped" : " killed");
    }

    private static String describe(Part part) {
        return part instanceof BrokerPart node && node.broker().settings().cluster() != null
                ? "%s (leader of %s)".formatted(node.name(), node.leads())
                : part.name();
    }

    private String doors(Planned fault, Door.State state) {
        installation.doors(state);
        // every third time longer than the client's patience with one request
        Waiting.millis(fault.length().toMillis() * (fault.draw() % 3 == 0 ? 3 : 1));
        installation.doors(Door.State.OPEN);
        return fault.kind().words();
    }

    private String fullDisk(Planned fault) {
        var disk = installation.disk();
        if (disk == null) {
            throw new IllegalStateException("no disk of its own");
        }
        disk.fill();
        Waiting.millis(2_000 + fault.length().toMillis());
        disk.makeRoom();
        return fault.kind().words();
    }

    /** By up to five minutes, each its own way. */
    private String skew(Planned fault) {
        var application = Duration.ofSeconds(fault.draw() % 600 - 300);
        var engine = Duration.ofSeconds(300 - fault.draw() * 7 % 600);
        installation.skew(application, engine);
        Waiting.millis(fault.length().toMillis());
        installation.skew(Duration.ZERO, Duration.ZERO);
        return "clock of the application %+d s, of the engine %+d s"
                .formatted(application.toSeconds(), engine.toSeconds());
    }

    private @Nullable Instant awaitWell(Instant end) {
        while (Duration.between(end, Instant.now()).compareTo(RECOVERY_PATIENCE) < 0) {
            if (installation.isWell()) {
                return Instant.now();
            }
            Waiting.millis(100);
        }
        return null;
    }
}
