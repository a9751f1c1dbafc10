package vn.chibo.exporter;

import io.camunda.zeebe.protocol.record.Record;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records between the broker's thread, which must never wait long, and the flush thread, which may. */
final class RecordBuffer {

    /** Records to write, and the position and engine time that are reached once they are written. */
    record Chunk(List<Record<?>> records, long position, long timestamp) {}

    private record Waiting(Record<?> record, long weight) {}

    private final int capacity;
    private final long maxWeight;
    private final ArrayDeque<Waiting> records = new ArrayDeque<>();
    private long weight;
    private long seenPosition = -1;
    private long seenTimestamp = -1;
    private boolean fresh;
    private boolean closed;

    /** Full at so many records, or as soon as their large parts together reach {@code maxWeight}. */
    RecordBuffer(int capacity, long maxWeight) {
        this.capacity = capacity;
        this.maxWeight = maxWeight;
    }

    /** Waits at most the given time for room; the broker's thread has other work. */
    synchronized boolean awaitRoom(long millis) {
        var deadline = System.nanoTime() + millis * 1_000_000;
        while ((records.size() >= capacity || weight >= maxWeight) && !closed) {
            var left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0 || !pauseFor(left)) {
                return false;
            }
        }
        return !closed;
    }

    synchronized void add(Record<?> record, long weight) {
        records.add(new Waiting(record, weight));
        this.weight += weight;
        saw(record);
    }

    /** A record the read model does not need: only its position counts. */
    synchronized void skip(Record<?> record) {
        saw(record);
    }

    private void saw(Record<?> record) {
        seenPosition = record.getPosition();
        seenTimestamp = Math.max(seenTimestamp, record.getTimestamp());
        if (!fresh) {
            fresh = true;
            notifyAll();
        }
    }

    /** Blocks until there is something new, gives it company for a moment, and takes it. Null once closed and empty. */
    synchronized @Nullable Chunk take(int most, long gatherMillis) {
        while (!fresh && !closed) {
            if (!pauseFor(0)) {
                return null;
            }
        }
        if (!fresh) {
            return null;
        }
        if (records.size() < most && gatherMillis > 0 && !closed) {
            pauseFor(gatherMillis);
        }
        var taken = new ArrayList<Record<?>>(Math.min(most, records.size()));
        while (taken.size() < most && !records.isEmpty()) {
            var next = records.remove();
            weight -= next.weight();
            taken.add(next.record());
        }
        fresh = !records.isEmpty();
        notifyAll();
        return fresh
                ? new Chunk(taken, taken.getLast().getPosition(), newest(taken))
                : new Chunk(taken, seenPosition, seenTimestamp);
    }

    private static long newest(List<Record<?>> records) {
        return records.stream().mapToLong(Record::getTimestamp).max().orElse(-1);
    }

    /** Sleeps until the time is over; false when the buffer was closed meanwhile. */
    synchronized boolean sleep(long millis) {
        var deadline = System.nanoTime() + millis * 1_000_000;
        for (var left = millis; left > 0 && !closed; left = (deadline - System.nanoTime()) / 1_000_000) {
            if (!pauseFor(left)) {
                return false;
            }
        }
        return !closed;
    }

    synchronized int size() {
        return records.size();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** 0 waits without end. False when the thread was interrupted, which means: stop. */
    private boolean pauseFor(long millis) {
        try {
            wait(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed = true;
            return false;
        }
    }
}
