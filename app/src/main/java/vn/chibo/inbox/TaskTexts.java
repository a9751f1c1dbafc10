package vn.chibo.inbox;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.Cases;
import vn.chibo.engine.OpenTask;
import vn.chibo.engine.ProcessId;
import vn.chibo.inbox.spi.TaskArea;
import vn.chibo.inbox.tasks.MyTasks.ListedTask;
import vn.chibo.inbox.tasks.TaskModels;
import vn.chibo.shared.DomainTime;

/** Says in words what a task is: its title, the line below, when it is due. */
@Component
class TaskTexts {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final MessageSource messages;
    private final TaskModels models;
    private final Cases cases;
    private final List<TaskArea> areas;
    private final Clock clock;

    TaskTexts(MessageSource messages, TaskModels models, Cases cases, ObjectProvider<TaskArea> areas, Clock clock) {
        this.messages = messages;
        this.models = models;
        this.cases = cases;
        this.areas = areas.stream().toList();
        this.clock = clock;
    }

    /** Lines for a page of tasks; what stands below their titles is read for all of them together. */
    List<TaskLine> lines(Collection<ListedTask> tasks) {
        var subtitles = subtitles(tasks.stream().map(ListedTask::task).toList());
        return tasks.stream()
                .map(listed -> line(listed, subtitle(listed.task(), subtitles)))
                .toList();
    }

    private TaskLine line(ListedTask listed, String subtitle) {
        var task = listed.task();
        return new TaskLine(
                task.key(),
                title(task, listed.definitionKey()),
                subtitle,
                due(task.dueAt()),
                overdue(task.dueAt()),
                task.assignee() != null,
                listed.cursor().toString());
    }

    private Map<CaseId, String> subtitles(List<OpenTask> tasks) {
        var byArea = new HashMap<TaskArea, Set<CaseId>>();
        for (var task : tasks) {
            var id = caseId(task);
            var area = area(task.process());
            if (id.isPresent() && area.isPresent()) {
                byArea.computeIfAbsent(area.get(), none -> new LinkedHashSet<>())
                        .add(id.get());
            }
        }
        var subtitles = new HashMap<CaseId, String>();
        byArea.forEach((area, ids) -> subtitles.putAll(area.subtitles(cases.summaries(ids))));
        return subtitles;
    }

    private static String subtitle(OpenTask task, Map<CaseId, String> subtitles) {
        return caseId(task).map(subtitles::get).orElse("");
    }

    static Optional<CaseId> caseId(OpenTask task) {
        if (task.businessKey() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(CaseId.of(task.businessKey()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The message {@code task.<process>.<element>}, else the name in the diagram, else the element id. */
    String title(OpenTask task, long definitionKey) {
        var fallback = models.find(definitionKey, task.element())
                .map(TaskModels.UserTask::name)
                .orElse(task.element().value());
        return text(key(task), fallback);
    }

    /** What the task is for; empty where the bundle says nothing. */
    String why(OpenTask task) {
        return text(key(task) + ".why", "");
    }

    /** Empty where the area says nothing. */
    String subtitle(OpenTask task) {
        return subtitle(task, subtitles(List.of(task)));
    }

    Optional<TaskArea> area(ProcessId process) {
        return areas.stream().filter(area -> area.owns(process)).findFirst();
    }

    /** Date and, unless the whole day counts, time in Việt Nam. */
    @Nullable String due(@Nullable Instant due) {
        if (due == null) {
            return null;
        }
        var local = due.atZone(DomainTime.ZONE);
        return wholeDay(local) ? DATE.format(local) : DATE.format(local) + ", " + TIME.format(local);
    }

    /** "quá hạn 3 ngày"; null while there is time. */
    @Nullable String overdue(@Nullable Instant due) {
        if (due == null || !due.isBefore(clock.instant())) {
            return null;
        }
        var days = ChronoUnit.DAYS.between(DomainTime.dateOf(due), DomainTime.today(clock));
        return days == 0 ? message("inbox.overdue.today") : message("inbox.overdue.days", days);
    }

    /** A moment as people say it: date and time in Việt Nam. */
    String moment(Instant instant) {
        var local = instant.atZone(DomainTime.ZONE);
        return local.toLocalDate().equals(LocalDate.ofInstant(clock.instant(), DomainTime.ZONE))
                ? TIME.format(local)
                : TIME.format(local) + " " + DATE.format(local);
    }

    String message(String key, Object... arguments) {
        return messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

    private String text(String key, String fallback) {
        var text = messages.getMessage(key, null, fallback, LocaleContextHolder.getLocale());
        return text == null ? fallback : text;
    }

    private static String key(OpenTask task) {
        return "task." + task.process() + "." + task.element();
    }

    /** Deadlines "by the 25th" end at the day's last moment, timers may say midnight of the next day. */
    private static boolean wholeDay(ZonedDateTime local) {
        return !local.toLocalTime().isBefore(LocalTime.of(23, 59));
    }

    /** One line of the list. {@code cursor} continues the list behind it. */
    record TaskLine(
            long key,
            String title,
            String subtitle,
            @Nullable String due,
            @Nullable String overdue,
            boolean mine,
            String cursor) {}
}
