package vn.chibo.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import vn.chibo.month.Browser.Page;
import vn.chibo.month.MonthWork;
import vn.chibo.month.Person;
import vn.chibo.organization.workbook.MadeUpDistrict.Cell;
import vn.chibo.organization.workbook.MadeUpDistrict.Commune;

/** Sends in whoever has the next task of one cell, until its month is over. */
final class CellHand implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Done from the page of the meeting room, one after the other, without waiting for the engine. */
    private static final Set<String> IN_THE_ROOM = Set.of(
            "UserTask_RollCall",
            "UserTask_DecideOnQuorum",
            "UserTask_ConductAgenda",
            "UserTask_VoteResolution",
            "UserTask_RewriteResolution",
            "UserTask_ScoreMeeting",
            "UserTask_AdoptMinutes");

    private final CellsAtWork cells;
    private final MonthWork work;
    private final Connection connection;

    CellHand(CellsAtWork cells, MonthWork work, String jdbcUrl) throws SQLException {
        this.cells = cells;
        this.work = work;
        this.connection = Records.connect(jdbcUrl);
    }

    /**
     * Whether the month is over; it is not when everybody was told to stop before.
     *
     * @param again whether it was begun before, so that the people may have left the room in the middle of their sitting
     */
    boolean wholeMonth(Cell cell, Commune commune, boolean again, TaskFeed feed)
            throws SQLException, InterruptedException {
        var absent = again;
        var caseId = caseOf(cell);
        var tasks = feed.of(caseId);
        var answered = 0L;
        var begun = Long.MAX_VALUE; // when the newest step did, until its next task is seen
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!feed.isClosed(caseId)) {
            if (cells.isOver()) {
                return false;
            }
            var task = tasks.poll(5, TimeUnit.MILLISECONDS);
            if (task == null) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException(cell.code() + " waits for a task in vain, case " + caseId);
                }
                continue;
            }
            if (task.seenAt() > begun && !IN_THE_ROOM.contains(task.element())) {
                cells.appeared(new CellsAtWork.Appearance(task.seenAt(), Math.max(0, task.seenAt() - answered) / 1e6));
                begun = Long.MAX_VALUE;
            }
            var person = cells.person(
                    switch (task.element()) {
                        case "UserTask_ApproveDate", "UserTask_ConsentToChair" -> commune.office();
                        case "UserTask_VerifyScore" -> commune.department();
                        case "UserTask_ReportVisit" -> commune.assigned();
                        default -> cell.secretary();
                    });
            var began = System.nanoTime();
            if (worked(person, task, absent)) {
                absent = false;
                answered = person.answeredAt();
                begun = began;
            }
            until = System.nanoTime() + PATIENCE.toNanos();
        }
        return true;
    }

    /** Whether this task was still to be done, and was; what is done in the room is left to those who are there. */
    private boolean worked(Person person, TaskFeed.Task task, boolean absent) throws SQLException {
        for (var attempt = 0; !cells.isOver() && isOpen(task); attempt++) {
            if (attempt > 3_000) {
                throw new IllegalStateException(person.account() + " cannot do " + task);
            }
            if ((absent || !IN_THE_ROOM.contains(task.element()) || attempt > 500)
                    && work.through(person, page -> wants(person, page)) > 0) {
                return true;
            }
            Waiting.millis(10);
        }
        return false;
    }

    /** The committee's people leave alone what they might do as members of a cell. */
    private static boolean wants(Person person, Page task) {
        var start = task.document().selectFirst("[data-test=start]");
        var place = start == null ? "" : start.attr("href");
        return person.account().startsWith("bithu.") || place.endsWith("/approval") || place.endsWith("/verification");
    }

    private boolean isOpen(TaskFeed.Task task) throws SQLException {
        var sql = "select count(*) from engine.user_task where state = 'OPEN' and key = " + task.key();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1) > 0;
        }
    }

    private String caseOf(Cell cell) throws SQLException {
        var sql = "select id::text from meetings.meeting where cell_code = ? and period = ?::date";
        for (var until = Instant.now().plus(PATIENCE); Instant.now().isBefore(until); Waiting.millis(20)) {
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, cell.code());
                statement.setString(2, DistrictMonth.PERIOD.atDay(1).toString());
                try (var rows = statement.executeQuery()) {
                    if (rows.next()) {
                        return rows.getString(1);
                    }
                }
            }
        }
        throw new IllegalStateException("The month of " + cell.code() + " is not opened");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
