package vn.chibo.admission.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import vn.chibo.admission.AdmissionRecord;
import vn.chibo.admission.Body;
import vn.chibo.agenda.Agenda;
import vn.chibo.agenda.Question;
import vn.chibo.engine.OpenTask;
import vn.chibo.identity.CurrentUser;
import vn.chibo.inbox.spi.TaskDesk;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;

/** What comes next in a case and who holds the pen: its open tasks, else the cell's ballot it waits for, else its state. */
@Component
class NextSteps {

    private final TaskDesk desk;
    private final Agenda agenda;
    private final Organizations organizations;
    private final MessageSource messages;

    NextSteps(TaskDesk desk, Agenda agenda, Organizations organizations, MessageSource messages) {
        this.desk = desk;
        this.agenda = agenda;
        this.organizations = organizations;
        this.messages = messages;
    }

    /**
     * @param holders in words, each an office holder or unit
     * @param link where the reader does it; null when it is somebody else's
     */
    record NextStep(
            String title,
            List<String> holders,
            @Nullable LocalDate since,
            @Nullable String link) {}

    List<NextStep> of(AdmissionRecord admission, CurrentUser reader, LocalDate today) {
        var view = admission.view();
        var steps = new ArrayList<NextStep>();
        for (var waiting : desk.waiting(view.id().caseId(), reader)) {
            var task = waiting.task();
            steps.add(new NextStep(
                    title(task),
                    holders(task, waiting.candidates(), today),
                    DomainTime.dateOf(task.createdAt()),
                    waiting.mine() ? "/tasks/" + task.key() : null));
        }
        if (view.state().isEnd()) {
            return steps;
        }
        ballot(admission)
                .ifPresent(ballot -> steps.add(new NextStep(
                        text("admission.case.next.ballot", "" + ballot.number()),
                        List.of(unitName(view.cellCode(), today)),
                        null,
                        "/admission/cases/" + view.id() + "/ballots/" + ballot.number())));
        if (steps.isEmpty()) {
            var current = admission.current();
            var holder = current == null ? view.cellCode() : current.unit().code();
            steps.add(new NextStep(
                    text("admission.case.next." + view.state()), List.of(unitName(holder, today)), null, null));
        }
        return steps;
    }

    /** The ballot of the cell that is asked for and not counted; one the case took back is not waited for. */
    private Optional<AdmissionRecord.Ballot> ballot(AdmissionRecord admission) {
        return admission.ballots().stream()
                .filter(ballot -> ballot.body() == Body.CELL
                        && ballot.subject() == admission.view().subject()
                        && ballot.result() == null)
                .filter(ballot -> agenda.find(admission.view().id().caseId(), ballot.number())
                        .filter(question -> question.state() == Question.State.WITHDRAWN)
                        .isEmpty())
                .findFirst();
    }

    private String title(OpenTask task) {
        var key = "task." + task.process() + "." + task.element();
        var text = messages.getMessage(key, null, key, LocaleContextHolder.getLocale());
        return text == null ? key : text;
    }

    private List<String> holders(OpenTask task, Set<String> candidates, LocalDate today) {
        var assignee = task.assignee() == null ? Optional.<String>empty() : memberName(task.assignee(), today);
        if (assignee.isPresent()) {
            return List.of(assignee.get());
        }
        var offices = new LinkedHashMap<String, List<String>>();
        var people = new ArrayList<String>();
        candidates.stream().sorted().forEach(candidate -> {
            var at = candidate.indexOf('@');
            if (candidate.startsWith("user:")) {
                memberName(candidate.substring("user:".length()), today).ifPresent(people::add);
            } else if (at > 0) {
                offices.computeIfAbsent(candidate.substring(at + 1), none -> new ArrayList<>())
                        .add(officeName(candidate.substring(0, at)));
            }
        });
        offices.forEach((unit, names) -> people.add(unitName(unit, today) + ": " + String.join(", ", names)));
        return people;
    }

    private String officeName(String code) {
        for (var office : Office.values()) {
            if (office.code().equals(code)) {
                return text("organization.office." + office.name());
            }
        }
        return code;
    }

    private Optional<String> memberName(String id, LocalDate today) {
        try {
            return organizations
                    .member(new MemberId(UUID.fromString(id)), today)
                    .map(MemberView::fullName);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String unitName(String code, LocalDate today) {
        return organizations.unitByCode(code, today).map(UnitView::name).orElse(code);
    }

    private String text(String key, Object... arguments) {
        return Objects.requireNonNullElse(
                messages.getMessage(key, arguments, key, LocaleContextHolder.getLocale()), key);
    }
}
