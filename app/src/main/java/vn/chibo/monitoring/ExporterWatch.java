package vn.chibo.monitoring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import vn.chibo.engine.EngineAudit;
import vn.chibo.engine.EngineAudit.Position;

/**
 * Watches how far the exporter has come since a moment. It has passed the moment when its newest record is younger, or
 * when nothing came for a while: then there is nothing on its way.
 */
final class ExporterWatch {

    /** Clocks of the engine's and our machine may differ by this much. */
    private static final Duration SKEW = Duration.ofSeconds(3);

    private final EngineAudit audit;
    private final Clock clock;
    private final Duration settle;
    private final Map<Integer, Position> before;
    private Map<Integer, Position> now;
    private final Map<Integer, Long> quietSince = new HashMap<>();

    ExporterWatch(EngineAudit audit, Clock clock, Duration settle) {
        this.audit = audit;
        this.clock = clock;
        this.settle = settle;
        this.before = audit.positions();
        this.now = before;
    }

    /**
     * Waits until these partitions have moved and those have passed the present moment, but no longer than three times
     * what the exporter may take.
     *
     * @return those of {@code mustPass} that have
     */
    Set<Integer> await(Set<Integer> mustMove, Set<Integer> mustPass) {
        var moment = clock.instant();
        var start = System.nanoTime();
        quietSince.clear();
        while (true) {
            look(start);
            var waited = System.nanoTime() - start;
            var passed = mustPass.stream()
                    .filter(partition -> passed(partition, moment))
                    .collect(Collectors.toSet());
            if (waited >= 3 * settle.toNanos()
                    || passed.size() == mustPass.size()
                            && (waited >= settle.toNanos() || mustMove.stream().allMatch(this::moved))
                    || !pause()) {
                return passed;
            }
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void look(long start) {
        var seen = audit.positions();
        seen.forEach((partition, position) -> {
            if (!position.equals(now.get(partition))) {
                quietSince.put(partition, System.nanoTime());
            } else {
                quietSince.putIfAbsent(partition, start);
            }
        });
        now = seen;
    }

    boolean moved(int partition) {
        var position = now.get(partition);
        return position != null && !position.equals(before.get(partition));
    }

    Optional<Instant> newestRecord(int partition) {
        return Optional.ofNullable(now.get(partition)).map(Position::recordAt);
    }

    private boolean passed(int partition, Instant moment) {
        var position = now.get(partition);
        if (position == null) {
            return true;
        }
        var newest = position.recordAt();
        var quiet = quietSince.get(partition);
        return newest != null && !newest.isBefore(moment.plus(SKEW))
                || quiet != null && System.nanoTime() - quiet >= settle.toNanos();
    }
}
