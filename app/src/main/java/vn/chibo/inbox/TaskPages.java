package vn.chibo.inbox;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.servlet.ModelAndView;
import vn.chibo.cases.CaseHistory;
import vn.chibo.cases.CaseView;
import vn.chibo.cases.Deadline;
import vn.chibo.engine.OpenTask;
import vn.chibo.identity.CurrentUser;
import vn.chibo.inbox.TaskTexts.TaskLine;
import vn.chibo.inbox.forms.FilledForm;
import vn.chibo.inbox.forms.FormPages;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.inbox.tasks.MyTasks.ListedTask;
import vn.chibo.inbox.tasks.OpenTasks;
import vn.chibo.shared.RuleViolation;

/** Gathers what the pages of a task show. */
@Component
@Transactional(readOnly = true)
class TaskPages {

    private final TaskWork work;
    private final TaskTexts texts;
    private final OpenTasks tasks;
    private final Inbox inbox;
    private final CaseHistory history;
    private final FormPages formPages;
    private final DraftBox drafts;
    private final MessageSource messages;

    TaskPages(
            TaskWork work,
            TaskTexts texts,
            OpenTasks tasks,
            Inbox inbox,
            CaseHistory history,
            FormPages formPages,
            DraftBox drafts,
            MessageSource messages) {
        this.work = work;
        this.texts = texts;
        this.tasks = tasks;
        this.inbox = inbox;
        this.history = history;
        this.formPages = formPages;
        this.drafts = drafts;
        this.messages = messages;
    }

    ModelAndView task(CurrentUser user, TaskWork.Opened opened) {
        return task(user, opened, null);
    }

    /** @param filled what was refused; null to show the form as it stands */
    ModelAndView task(CurrentUser user, TaskWork.Opened opened, @Nullable FilledForm filled) {
        var known = opened.known();
        var page = header("inbox/task", opened);
        var mayWork = known.isWorkOf(user);
        page.addObject("finished", !known.open() || known.submitted());
        page.addObject("mayWork", mayWork);
        page.addObject("mine", known.isAssignedTo(user));
        page.addObject("free", known.task().assignee() == null);
        page.addObject("worker", work.nameOf(known.task().assignee()).orElse(null));
        page.addObject("colleagues", mayWork ? work.colleagues(user, known) : List.of());
        page.addObject(
                "history",
                opened.theCase() == null
                        ? List.of()
                        : history.of(opened.theCase().id()));
        var ownPage = mayWork ? work.ownPage(opened) : Optional.<String>empty();
        page.addObject("ownPage", ownPage.orElse(null));
        if (mayWork && ownPage.isEmpty()) {
            page.addObject("form", formPages.page(filled != null ? filled : work.form(user, opened), filled != null));
            page.addObject("place", TaskWork.place(known));
            page.addObject("draft", drafts.find(user, TaskWork.place(known)).orElse(DraftBox.Draft.NONE));
        }
        return page;
    }

    /** After the submission: what comes next. */
    ModelAndView done(CurrentUser user, TaskWork.Opened opened) {
        var ofCase = nextOfCase(user, opened.known().task());
        return header("inbox/done", opened)
                .addObject("submittedByUser", opened.submittedByUser())
                .addObject("nextOfCase", ofCase)
                .addObject("next", ofCase == null ? inbox.next(user) : null);
    }

    private @Nullable TaskLine nextOfCase(CurrentUser user, OpenTask done) {
        if (done.businessKey() == null) {
            return null;
        }
        var me = user.member() == null ? "" : user.member().toString();
        return tasks.ofCase(done.businessKey(), user.candidates(), me).stream()
                .limit(1)
                .flatMap(task -> tasks.find(task.key()).stream())
                .map(known -> new ListedTask(known.task(), known.definitionKey()))
                .flatMap(listed -> texts.lines(List.of(listed)).stream())
                .findFirst()
                .orElse(null);
    }

    private ModelAndView header(String view, TaskWork.Opened opened) {
        var task = opened.known().task();
        return new ModelAndView(view)
                .addObject("key", task.key())
                .addObject("taskTitle", texts.title(task, opened.known().definitionKey()))
                .addObject("subtitle", texts.subtitle(task))
                .addObject("why", texts.why(task))
                .addObject("casePage", casePage(task, opened.theCase()))
                .addObject("due", due(task, opened.theCase()));
    }

    private @Nullable String casePage(OpenTask task, @Nullable CaseView theCase) {
        return theCase == null
                ? null
                : texts.area(task.process())
                        .flatMap(area -> area.casePage(theCase))
                        .orElse(null);
    }

    /** The case's deadline for this step with its rule, else the bare date the engine has. */
    private @Nullable Due due(OpenTask task, @Nullable CaseView theCase) {
        if (theCase != null) {
            var step = texts.area(task.process()).flatMap(area -> area.deadlineStep(task));
            var deadline = theCase.deadlines().stream()
                    .filter(candidate -> step.filter(candidate.step()::equals).isPresent())
                    .findFirst();
            if (deadline.isPresent()) {
                return due(deadline.get());
            }
        }
        var until = texts.due(task.dueAt());
        return until == null ? null : new Due(until, texts.overdue(task.dueAt()), null, null);
    }

    private Due due(Deadline deadline) {
        var rule = messages.getMessage(
                deadline.ruleKey(),
                deadline.ruleArguments().toArray(),
                deadline.ruleKey(),
                LocaleContextHolder.getLocale());
        var until = texts.due(deadline.due());
        return new Due(until == null ? "" : until, texts.overdue(deadline.due()), rule, deadline.source());
    }

    String text(RuleViolation violation) {
        return messages.getMessage(
                violation.messageKey(), violation.arguments().toArray(), LocaleContextHolder.getLocale());
    }

    /** @param overdue in words, null while there is time; rule and source null where only the engine knows a date */
    record Due(
            String until,
            @Nullable String overdue,
            @Nullable String rule,
            @Nullable String source) {}
}
