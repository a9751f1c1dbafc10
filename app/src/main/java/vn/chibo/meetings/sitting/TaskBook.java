package vn.chibo.meetings.sitting;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.meetings.MeetingId;
import vn.chibo.organization.MemberId;
import vn.chibo.shared.NotFound;

/** Last month's tasks as the sitting finds them and the new ones it gives. Callers have asked {@code Access}. */
@Service
@Transactional
class TaskBook {

    private static final int CONTENT = 2000;
    private static final int TASKS = 200;

    private final SittingStore sittings;
    private final TaskStore tasks;

    TaskBook(SittingStore sittings, TaskStore tasks) {
        this.sittings = sittings;
        this.tasks = tasks;
    }

    /** M-12. A late or missing task needs its cause: the resolution's table prints it. */
    void settle(MeetingId id, UUID taskId, long version, Typed typed) {
        var sitting = running(id);
        var result = typed.isBlank("result") ? null : typed.choice("result", TaskStore.Result.class);
        var mark = typed.isBlank("mark") ? TaskStore.Mark.NONE : typed.choice("mark", TaskStore.Mark.class);
        var cause = typed.text("cause", CONTENT);
        var stored = tasks.reviews(sitting.id()).stream()
                .filter(review -> review.task().id().equals(taskId))
                .findFirst()
                .orElseThrow(() -> new NotFound("task " + taskId));
        if (result != null && result != TaskStore.Result.DONE && cause.isEmpty()) {
            throw SittingRuleViolation.at("cause", "sitting.error.causeMissing");
        }
        if (!tasks.settle(sitting.id(), taskId, version, result, cause, mark)) {
            if (stored.result() == result && stored.cause().equals(cause) && stored.mark() == mark) {
                return;
            }
            throw new PartConflict(new PartConflict.Saved(
                    stored.version(),
                    Map.of(
                            "result",
                            stored.result() == null ? "" : stored.result().name(),
                            "cause",
                            stored.cause(),
                            "mark",
                            stored.mark().name())));
        }
    }

    void add(MeetingId id, UUID taskId, Typed typed) {
        var sitting = locked(id);
        if (tasks.given(sitting.id()).size() >= TASKS) {
            throw SittingRuleViolation.of("sitting.error.tooManyItems", TASKS);
        }
        tasks.add(sitting, task(sitting, taskId, 1, typed));
    }

    void update(MeetingId id, UUID taskId, long version, Typed typed) {
        var sitting = running(id);
        var changed = task(sitting, taskId, version, typed);
        if (!tasks.update(sitting.id(), changed)) {
            var stored = given(sitting, taskId);
            if (!fields(stored).equals(fields(changed))) {
                throw new PartConflict(new PartConflict.Saved(stored.version(), fields(stored)));
            }
        }
    }

    void remove(MeetingId id, UUID taskId, long version) {
        var sitting = running(id);
        if (!tasks.remove(sitting.id(), taskId, version)) {
            tasks.given(sitting.id()).stream()
                    .filter(task -> task.id().equals(taskId))
                    .findFirst()
                    .ifPresent(left -> {
                        throw new PartConflict(new PartConflict.Saved(left.version(), fields(left)));
                    });
        }
    }

    /** The fields of a task as its form names them. */
    static Map<String, String> fields(TaskStore.Task task) {
        return Map.of(
                "content",
                task.content(),
                "owner",
                task.owner().toString(),
                "helpers",
                task.helpers().stream().map(MemberId::toString).sorted().collect(Collectors.joining("\n")),
                "due",
                task.due() == null ? "" : task.due().toString(),
                "permanent",
                String.valueOf(task.permanent()),
                "reportAt",
                task.reportAt() == null ? "" : task.reportAt().toString());
    }

    private TaskStore.Task task(Sitting sitting, UUID id, long version, Typed typed) {
        var roll = sittings.attendance(sitting.id()).stream()
                .map(AttendanceLine::member)
                .collect(Collectors.toSet());
        var content = typed.required("content", CONTENT);
        var owner = typed.member("owner").orElseThrow(() -> SittingRuleViolation.at("owner", "sitting.error.choose"));
        if (!roll.contains(owner)) {
            throw SittingRuleViolation.at("owner", "sitting.error.unknownMember");
        }
        var helpers = new ArrayList<MemberId>();
        for (var text :
                typed.text("helpers").lines().filter(line -> !line.isBlank()).toList()) {
            var helper = member(text);
            if (helper == null || !roll.contains(helper)) {
                throw SittingRuleViolation.at("helpers", "sitting.error.unknownMember");
            }
            if (!helper.equals(owner)) {
                helpers.add(helper);
            }
        }
        var due = typed.date("due").orElse(null);
        if (due != null && due.isBefore(sitting.day())) {
            throw SittingRuleViolation.at("due", "sitting.error.dueBeforeSitting");
        }
        if (due != null && due.isAfter(sitting.day().plusYears(5))) {
            throw SittingRuleViolation.at("due", "sitting.error.date");
        }
        var reportAt = typed.month("reportAt").orElse(null);
        if (reportAt != null && !reportAt.isAfter(YearMonth.from(sitting.day()))) {
            throw SittingRuleViolation.at("reportAt", "sitting.error.reportNotLater");
        }
        return new TaskStore.Task(
                id, content, owner, List.copyOf(helpers), due, !typed.isBlank("permanent"), reportAt, version);
    }

    private TaskStore.Task given(Sitting sitting, UUID id) {
        return tasks.given(sitting.id()).stream()
                .filter(task -> task.id().equals(id))
                .findFirst()
                .orElseThrow(() -> SittingRuleViolation.of("sitting.error.itemGone"));
    }

    private static @Nullable MemberId member(String text) {
        try {
            return new MemberId(UUID.fromString(text.strip()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private Sitting running(MeetingId id) {
        return requireRunning(sittings.current(id).orElseThrow(() -> new NotFound("sitting of " + id)));
    }

    private Sitting locked(MeetingId id) {
        return requireRunning(sittings.currentForUpdate(id).orElseThrow(() -> new NotFound("sitting of " + id)));
    }

    private static Sitting requireRunning(Sitting sitting) {
        sitting.requireRunning();
        return sitting;
    }
}
