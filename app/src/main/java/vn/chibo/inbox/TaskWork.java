package vn.chibo.inbox;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.CaseView;
import vn.chibo.cases.Cases;
import vn.chibo.identity.Access;
import vn.chibo.identity.CurrentUser;
import vn.chibo.identity.Permission;
import vn.chibo.inbox.forms.FilledForm;
import vn.chibo.inbox.forms.Form;
import vn.chibo.inbox.forms.FormValidator;
import vn.chibo.inbox.forms.Forms;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.inbox.spi.TaskArea;
import vn.chibo.inbox.tasks.Assignments;
import vn.chibo.inbox.tasks.KnownTask;
import vn.chibo.inbox.tasks.OpenTasks;
import vn.chibo.inbox.tasks.Submissions;
import vn.chibo.inbox.tasks.TaskModels;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;

/** What one person may do with one task: see it, take it up, give it back or on, fill in its form, submit it. */
@Component
@Transactional
class TaskWork {

    private final OpenTasks tasks;
    private final Submissions submissions;
    private final Assignments assignments;
    private final TaskModels models;
    private final TaskTexts texts;
    private final Forms forms;
    private final FormValidator validator;
    private final DraftBox drafts;
    private final Cases cases;
    private final Organizations organizations;
    private final Access access;
    private final Clock clock;

    TaskWork(
            OpenTasks tasks,
            Submissions submissions,
            Assignments assignments,
            TaskModels models,
            TaskTexts texts,
            Forms forms,
            FormValidator validator,
            DraftBox drafts,
            Cases cases,
            Organizations organizations,
            Access access,
            Clock clock) {
        this.tasks = tasks;
        this.submissions = submissions;
        this.assignments = assignments;
        this.models = models;
        this.texts = texts;
        this.forms = forms;
        this.validator = validator;
        this.drafts = drafts;
        this.cases = cases;
        this.organizations = organizations;
        this.access = access;
        this.clock = clock;
    }

    /**
     * The task, for those it was put to, for who submitted it, and once it has ended for those who may see its case.
     *
     * @throws AccessRefused for everybody else
     */
    @Transactional(readOnly = true)
    Opened open(CurrentUser user, long key) {
        var known = tasks.find(key).orElseThrow(() -> new NotFound("task"));
        var theCase = TaskTexts.caseId(known.task()).flatMap(cases::find).orElse(null);
        var submittedByUser = known.submitted()
                && submissions.submitterOf(key).filter(user.accountId()::equals).isPresent();
        var ended = !known.open() && theCase != null && access.may(Permission.CASE_VIEW, theCase.unit());
        if (!known.concerns(user) && !submittedByUser && !ended) {
            throw new AccessRefused("task " + key);
        }
        return new Opened(known, theCase, submittedByUser);
    }

    /** Somebody takes the task up; false when it is taken or done. */
    boolean claim(CurrentUser user, long key) {
        open(user, key);
        return assignments.assign(
                        user,
                        key,
                        memberOf(user).toString(),
                        task -> task.isWorkOf(user) && task.task().assignee() == null)
                || isNow(key, memberOf(user).toString());
    }

    /** Gives it back to all candidates. */
    boolean release(CurrentUser user, long key) {
        open(user, key);
        return assignments.assign(user, key, null, task -> task.isWorkOf(user) && task.isAssignedTo(user))
                || isNow(key, null);
    }

    /** Gives it to a colleague who holds one of the offices the task was put to. */
    boolean handOver(CurrentUser user, long key, MemberId to) {
        var opened = open(user, key);
        if (colleagues(user, opened.known()).stream()
                .noneMatch(colleague -> colleague.id().equals(to))) {
            throw new AccessRefused("hand task " + key + " over to somebody who does not hold the office");
        }
        var done = assignments.assign(user, key, to.toString(), task -> task.isWorkOf(user));
        if (done && opened.theCase() != null) {
            cases.record(opened.theCase().id(), memberOf(user), "inbox.history.handedOver");
        }
        return done || isNow(key, to.toString());
    }

    /** The same click once more has done what it wanted already. */
    private boolean isNow(long key, @Nullable String assignee) {
        return tasks.find(key)
                .filter(known -> known.open() && !known.submitted())
                .filter(known -> Objects.equals(known.task().assignee(), assignee))
                .isPresent();
    }

    /** Who else holds one of the offices the task was put to, in Vietnamese name order per office. */
    @Transactional(readOnly = true)
    List<MemberView> colleagues(CurrentUser user, KnownTask known) {
        var today = DomainTime.today(clock);
        var colleagues = new LinkedHashMap<MemberId, MemberView>();
        for (var candidate : known.candidates().stream().sorted().toList()) {
            var at = candidate.indexOf('@');
            if (at < 0) {
                continue;
            }
            for (var office : Office.values()) {
                if (office.code().equals(candidate.substring(0, at))) {
                    organizations.unitByCode(candidate.substring(at + 1), today).stream()
                            .flatMap(unit -> organizations.holders(office, unit.id(), today).stream())
                            .forEach(holder -> colleagues.putIfAbsent(holder.id(), holder));
                }
            }
        }
        if (user.member() != null) {
            colleagues.remove(user.member());
        }
        return List.copyOf(colleagues.values());
    }

    @Transactional(readOnly = true)
    Optional<String> nameOf(@Nullable String assignee) {
        try {
            return assignee == null
                    ? Optional.empty()
                    : organizations
                            .member(new MemberId(java.util.UUID.fromString(assignee)), DomainTime.today(clock))
                            .map(MemberView::fullName);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The form as the person left it: the draft if there is one, else as it opens. */
    @Transactional(readOnly = true)
    FilledForm form(CurrentUser user, Opened opened) {
        var form = formOf(opened.known());
        var prefill = prefill(opened);
        var draft = drafts.find(user, place(opened.known()));
        return draft.isPresent()
                ? validator.check(form, FilledForm.inputsOf(form, draft.get().fields()), prefill)
                : validator.open(form, prefill);
    }

    /** The form with these inputs, nothing stored. */
    @Transactional(readOnly = true)
    FilledForm form(Opened opened, Map<String, List<String>> inputs) {
        return validator.check(formOf(opened.known()), inputs, prefill(opened));
    }

    /**
     * Takes a valid form: the area stores the data, the task leaves every list, the engine hears of it after the commit.
     *
     * @throws vn.chibo.shared.RuleViolation from the area; then nothing has happened
     */
    Result submit(CurrentUser user, long key, FilledForm filled) {
        var opened = open(user, key);
        var task = opened.known().task();
        if (opened.known().submitted() || !opened.known().open()) {
            return Result.ALREADY_DONE;
        }
        if (!opened.known().isWorkOf(user)) {
            return Result.TAKEN_BY_COLLEAGUE;
        }
        if (!submissions.claim(user.accountId(), task)) {
            return Result.ALREADY_DONE;
        }
        var variables = area(opened).accept(task, caseOf(opened), user, filled.values());
        submissions.complete(task, variables);
        drafts.discard(user, place(opened.known()));
        return Result.RECORDED;
    }

    Optional<String> ownPage(Opened opened) {
        return opened.theCase() == null
                ? Optional.empty()
                : area(opened).page(opened.known().task(), opened.theCase());
    }

    static String place(KnownTask known) {
        return "task:" + known.task().key();
    }

    private Form formOf(KnownTask known) {
        var formId = models.find(known.definitionKey(), known.task().element())
                .map(TaskModels.UserTask::formId)
                .orElse(null);
        var form = forms.ofTask(known.task().formKey(), formId);
        if (form.isEmpty() && formId != null) {
            throw new IllegalStateException("No form " + formId);
        }
        return form.orElseGet(() -> Form.empty(known.task().element().value()));
    }

    /** What today's form asks under this key and the form of the task does not; empty when both or neither ask. */
    Optional<String> missingIn(FilledForm filled, String key) {
        return filled.form().asksFor(key)
                ? Optional.empty()
                : forms.find(filled.form().id()).flatMap(today -> today.labelOf(key));
    }

    private Map<String, Object> prefill(Opened opened) {
        return area(opened).prefill(opened.known().task(), caseOf(opened));
    }

    private TaskArea area(Opened opened) {
        var process = opened.known().task().process();
        return texts.area(process).orElseThrow(() -> new IllegalStateException("No area owns the process " + process));
    }

    private static CaseView caseOf(Opened opened) {
        if (opened.theCase() == null) {
            throw new IllegalStateException("Task " + opened.known().task().key() + " belongs to no case");
        }
        return opened.theCase();
    }

    private static MemberId memberOf(CurrentUser user) {
        if (user.member() == null) {
            throw new AccessRefused("an account without a member holds no task");
        }
        return user.member();
    }

    enum Result {
        RECORDED,
        ALREADY_DONE,
        TAKEN_BY_COLLEAGUE
    }

    record Opened(KnownTask known, @Nullable CaseView theCase, boolean submittedByUser) {}
}
