package vn.chibo.notifications;

import java.time.format.DateTimeFormatter;
import java.util.List;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import vn.chibo.monitoring.CaseCancelled;
import vn.chibo.monitoring.SupervisorReminded;
import vn.chibo.monitoring.TasksPassedOn;
import vn.chibo.notifications.NoticeBoard.Told;

/** What those above did from the board of what is late, told to whom it concerns. Safe to repeat, as {@link NoticeBoard} is. */
@Component
class SupervisionNotices {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final NoticeBoard board;

    SupervisionNotices(NoticeBoard board) {
        this.board = board;
    }

    @ApplicationModuleListener
    void on(SupervisorReminded reminded) {
        var due = reminded.due();
        board.tell(
                reminded.id(),
                reminded.holders(),
                due == null
                        ? new Told(
                                "notifications.supervision.reminded",
                                List.of(reminded.unitName()),
                                "/tasks/" + reminded.taskKey())
                        : new Told(
                                "notifications.supervision.remindedOfDate",
                                List.of(reminded.unitName(), DATE.format(due)),
                                "/tasks/" + reminded.taskKey()));
    }

    @ApplicationModuleListener
    void on(TasksPassedOn passed) {
        var key = "notifications.supervision." + (passed.received() ? "received" : "lost");
        board.tell(
                passed.id(),
                List.of(passed.member()),
                passed.taskKey() == null
                        ? new Told(key, List.of(String.valueOf(passed.tasks())), "/inbox")
                        : new Told(
                                key + "One", List.of(), passed.received() ? "/tasks/" + passed.taskKey() : "/inbox"));
    }

    /** Who had a task of the case but may not read it is led to their list, where the task is missing now. */
    @ApplicationModuleListener
    void on(CaseCancelled cancelled) {
        var words = List.of(cancelled.unitName());
        board.tell(
                cancelled.id(),
                cancelled.leaders(),
                new Told("notifications.supervision.cancelled", words, "/cases/" + cancelled.theCase()));
        board.tell(
                cancelled.id(), cancelled.holders(), new Told("notifications.supervision.cancelled", words, "/inbox"));
    }
}
