package vn.chibo.engine;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Carries stored commands to the engine: at once after a commit, again with back-off when the engine did not take them.
 * While the engine is away a single command feels for it, so that thousands of waiting ones cost nothing; the first that
 * gets through opens the gate for all.
 */
@Component
class CommandDispatcher implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CommandDispatcher.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final long IDLE_MILLIS = 500;

    /** How often the read model is looked at while a command waits for its task. */
    private static final long WAITING_MILLIS = 40;

    private static final long AWAY_MILLIS = 200;

    private final EngineSettings settings;
    private final CommandStore store;
    private final CommandSender sender;
    private final EngineLink link;
    private final MeterRegistry meters;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Semaphore inFlight;
    private final AtomicLong soonest = new AtomicLong(Long.MAX_VALUE);
    private @Nullable ExecutorService senders;
    private @Nullable Thread loop;
    private volatile boolean running;

    // of the loop's thread alone
    private boolean woken = true;
    private long seenPosition = -1;
    private long resolvedAt;

    CommandDispatcher(
            EngineSettings settings, CommandStore store, CommandSender sender, EngineLink link, MeterRegistry meters) {
        this.settings = settings;
        this.store = store;
        this.sender = sender;
        this.link = link;
        this.meters = meters;
        this.inFlight = new Semaphore(settings.commandsInFlight());
    }

    @Override
    public void start() {
        if (!settings.enabled()) {
            return;
        }
        running = true;
        senders = Executors.newFixedThreadPool(
                settings.commandsInFlight(),
                Thread.ofPlatform().name("engine-command-", 1).daemon().factory());
        loop = Thread.ofPlatform().name("engine-commands").daemon().start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        if (loop != null && senders != null) {
            loop.interrupt();
            try {
                loop.join(Duration.ofSeconds(5));
                senders.shutdown();
                senders.awaitTermination(5, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Something may be due. */
    void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    private void run() {
        var failing = false;
        while (running) {
            try {
                var waiting = store.waiting() > 0;
                if (waiting && mayHaveAppeared()) {
                    store.resolveWaiting();
                }
                soonest.set(Long.MAX_VALUE);
                var room = Math.min(inFlight.availablePermits(), link.away() ? 1 : Integer.MAX_VALUE);
                var taken = room == 0 ? 0 : dispatch(room);
                failing = false;
                if (link.away()) {
                    woken = false;
                    TimeUnit.MILLISECONDS.sleep(AWAY_MILLIS);
                } else if (taken < room || room == 0) {
                    pause(waiting ? WAITING_MILLIS : IDLE_MILLIS);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.warn("Commands to the engine wait: the database does not answer", e);
                }
                failing = true;
                sleepAfterFailure();
            }
        }
    }

    /** Whether it is worth asking for tasks that commands wait for: new commands, or news in the read model. */
    private boolean mayHaveAppeared() {
        var position = store.readModelPosition();
        var now = System.nanoTime();
        if (!woken && position == seenPosition && now - resolvedAt < TimeUnit.SECONDS.toNanos(2)) {
            return false;
        }
        seenPosition = position;
        resolvedAt = now;
        return true;
    }

    private int dispatch(int room) {
        var commands = store.take(room, link.availableFor(CommandStore.PATIENCE));
        for (var command : commands) {
            inFlight.acquireUninterruptibly();
            requireNonNull(senders).execute(() -> {
                try {
                    deliver(command);
                } catch (RuntimeException e) {
                    LOG.warn("Command {} ({}) stays as it is and is sent again", command.id(), command.kind(), e);
                } finally {
                    inFlight.release();
                    wake();
                }
            });
        }
        return commands.size();
    }

    private void deliver(Command command) {
        var sample = Timer.start(meters);
        var answer = sender.send(command);
        switch (answer.outcome()) {
            case TAKEN, ALREADY_DONE -> {
                store.done(command.id());
                link.answered();
            }
            case REFUSED -> {
                store.refused(command.id(), answer.problem());
                link.answered();
                LOG.error(
                        "The engine refuses command {} ({}) for good: {}",
                        command.id(),
                        command.kind(),
                        answer.problem());
            }
            case LATER -> {
                store.tryAgainAfter(command.id(), pauseAfter(command), answer.problem());
                link.answered();
                LOG.debug("The engine takes command {} later: {}", command.id(), answer.problem());
            }
            case AWAY -> {
                store.tryAgainAfter(command.id(), Duration.ofMillis(200), answer.problem());
                link.silent(answer.problem());
            }
        }
        sample.stop(meters.timer(
                "chibo.engine.commands",
                "kind",
                command.kind().name(),
                "outcome",
                answer.outcome().name()));
    }

    /** Doubles from 50 ms, with jitter, so that what was refused together does not return together. */
    private Duration pauseAfter(Command command) {
        var longest = Math.min(LONGEST_PAUSE.toMillis(), 50L << Math.min(command.attempts(), 12));
        var pause = ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
        soonest.accumulateAndGet(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause), Math::min);
        return Duration.ofMillis(pause);
    }

    private void pause(long millis) throws InterruptedException {
        var next = soonest.get();
        var wait = next == Long.MAX_VALUE
                ? millis
                : Math.clamp(TimeUnit.NANOSECONDS.toMillis(next - System.nanoTime()) + 1, 1, millis);
        woken = wakeUps.tryAcquire(wait, TimeUnit.MILLISECONDS);
        wakeUps.drainPermits();
    }

    private static void sleepAfterFailure() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
