package vn.chibo.faults;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the read model every other millisecond and tells those who wait for a case what there is to do, so that they need
 * not ask the application for pages in vain. For one partition: keys grow in the order rows appear.
 */
final class TaskFeed implements AutoCloseable {

    private static final long PAUSE = 2_000_000;
    private static final int LOOKS_PER_LOOK_AT_CASES = 10;

    /** @param seenAt when the row could be read, as {@link System#nanoTime} */
    record Task(long key, String element, long seenAt) {}

    private final Connection connection;
    private final Map<String, BlockingQueue<Task>> waiting = new ConcurrentHashMap<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean over;
    private volatile @Nullable Throwable failure;

    TaskFeed(String jdbcUrl) throws SQLException {
        connection = Records.connect(jdbcUrl);
        thread = Thread.ofPlatform().name("task-feed").daemon().start(this::look);
    }

    /** The tasks of a case as they appear; the case is watched until it is closed. */
    BlockingQueue<Task> of(String caseId) {
        running.add(caseId);
        return queue(caseId);
    }

    private BlockingQueue<Task> queue(String caseId) {
        return waiting.computeIfAbsent(caseId, id -> new LinkedBlockingQueue<>());
    }

    boolean isClosed(String caseId) {
        if (failure != null) {
            throw new IllegalStateException("The read model cannot be read", failure);
        }
        return !running.contains(caseId);
    }

    private void look() {
        try (var tasks = connection.prepareStatement("""
                        select key, business_key, element_id from engine.user_task
                        where key > ? and business_key is not null order by key""");
                var closed = connection.prepareStatement(
                        "select id::text from cases.case_file where id::text = any(?) and closed_at is not null")) {
            var newest = 0L;
            for (var turn = 0; !over; turn++) {
                newest = newTasks(tasks, newest);
                if (turn % LOOKS_PER_LOOK_AT_CASES == 0 && !running.isEmpty()) {
                    closedCases(closed);
                }
                LockSupport.parkNanos(PAUSE);
            }
        } catch (SQLException | RuntimeException e) {
            failure = e;
        }
    }

    private long newTasks(PreparedStatement question, long newest) throws SQLException {
        question.setLong(1, newest);
        var last = newest;
        try (var rows = question.executeQuery()) {
            var now = System.nanoTime();
            while (rows.next()) {
                last = rows.getLong(1);
                queue(rows.getString(2)).add(new Task(last, rows.getString(3), now));
            }
        }
        return last;
    }

    private void closedCases(PreparedStatement question) throws SQLException {
        question.setArray(1, connection.createArrayOf("text", running.toArray()));
        try (var rows = question.executeQuery()) {
            while (rows.next()) {
                running.remove(rows.getString(1));
                waiting.remove(rows.getString(1));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
