package vn.chibo.admission.process;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import vn.chibo.admission.AdmissionClock;
import vn.chibo.admission.AdmissionId;
import vn.chibo.admission.AdmissionManagement;
import vn.chibo.admission.ApprovalProgress;
import vn.chibo.admission.Candidates;
import vn.chibo.admission.Dossiers;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.CaseSummary;
import vn.chibo.cases.CaseView;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.OpenTask;
import vn.chibo.engine.ProcessId;
import vn.chibo.identity.Access;
import vn.chibo.identity.CurrentUser;
import vn.chibo.identity.Permission;
import vn.chibo.inbox.spi.TaskArea;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;

/** The tasks of an admission in the task list; each is a form, whose answer goes to the act it stands for. */
@Component
class AdmissionArea implements TaskArea {

    private static final Map<ElementId, AdmissionClock> CLOCKS = Map.of(
            AdmissionProcess.HOLD_CEREMONY, AdmissionClock.CEREMONY,
            AdmissionProcess.CONSENT_TO_LATE_CEREMONY, AdmissionClock.CEREMONY,
            AdmissionProcess.REPEAT_COURSE, AdmissionClock.CERTIFICATE,
            ProbationProcess.DECLARE_MEMBER_HISTORY, AdmissionClock.MEMBER_HISTORY,
            ProbationProcess.COMPLETE_TRAINING, AdmissionClock.PROBATION,
            ProbationProcess.SUBMIT_SELF_REVIEW, AdmissionClock.CELL_RECOGNITION,
            ProbationProcess.WRITE_SPONSOR_REMARK, AdmissionClock.CELL_RECOGNITION,
            ProbationProcess.SUMMARISE_OPINIONS, AdmissionClock.CELL_RECOGNITION);

    private final AdmissionManagement admissions;
    private final Dossiers dossiers;
    private final ApprovalProgress progress;
    private final AdmissionAnswers admissionAnswers;
    private final RouteAnswers routeAnswers;
    private final ProbationAnswers probationAnswers;
    private final Candidates candidates;
    private final Access access;
    private final Organizations organizations;
    private final MessageSource messages;
    private final Clock clock;

    AdmissionArea(
            AdmissionManagement admissions,
            Dossiers dossiers,
            ApprovalProgress progress,
            AdmissionAnswers admissionAnswers,
            RouteAnswers routeAnswers,
            ProbationAnswers probationAnswers,
            Candidates candidates,
            Access access,
            Organizations organizations,
            MessageSource messages,
            Clock clock) {
        this.admissions = admissions;
        this.dossiers = dossiers;
        this.progress = progress;
        this.admissionAnswers = admissionAnswers;
        this.routeAnswers = routeAnswers;
        this.probationAnswers = probationAnswers;
        this.candidates = candidates;
        this.access = access;
        this.organizations = organizations;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public boolean owns(ProcessId process) {
        return List.of(AdmissionProcess.ID, ApprovalRouteProcess.ID, ProbationProcess.ID)
                .contains(process);
    }

    /** The candidate's name stands only before those who may open the case. */
    @Override
    public Map<CaseId, String> subtitles(Collection<CaseSummary> cases) {
        var today = DomainTime.today(clock);
        var units = organizations.units(cases.stream().map(CaseSummary::unit).toList(), today);
        var seen = cases.stream()
                .map(CaseSummary::unit)
                .distinct()
                .filter(unit -> access.may(Permission.ADMISSION_VIEW, unit))
                .collect(Collectors.toSet());
        var names = candidates.names(cases.stream()
                .filter(theCase -> seen.contains(theCase.unit()))
                .map(theCase -> UUID.fromString(theCase.subject()))
                .toList());
        return cases.stream().collect(Collectors.toMap(CaseSummary::id, theCase -> {
            var unit = Optional.ofNullable(units.get(theCase.unit()))
                    .map(UnitView::name)
                    .orElse("");
            var name = seen.contains(theCase.unit()) ? names.get(UUID.fromString(theCase.subject())) : null;
            return name == null ? text("admission.subtitle", unit) : text("admission.subtitle.candidate", name, unit);
        }));
    }

    @Override
    public Optional<String> casePage(CaseView theCase) {
        return access.may(Permission.ADMISSION_VIEW, theCase.unit())
                ? Optional.of("/admission/cases/" + theCase.id())
                : Optional.empty();
    }

    @Override
    public Optional<String> deadlineStep(OpenTask task) {
        return Optional.ofNullable(CLOCKS.get(task.element())).map(AdmissionClock::step);
    }

    @Override
    public Optional<String> page(OpenTask task, CaseView theCase) {
        return Optional.empty();
    }

    @Override
    public Map<String, Object> prefill(OpenTask task, CaseView theCase) {
        var id = AdmissionId.of(theCase.id());
        var element = task.element();
        var values = new HashMap<String, Object>();
        if (element.equals(AdmissionProcess.CORRECT_HISTORY)) {
            put(values, "reason", dossiers.lastRemark(id, "historySentBack"));
        } else if (element.equals(AdmissionProcess.SUPPLY_MISSING_ITEM)) {
            put(values, "reason", dossiers.lastRemark(id, "check"));
        } else if (element.equals(ApprovalRouteProcess.SUPPLY_FILE)) {
            put(values, "reason", dossiers.lastRemark(id, "supplementAsked"));
        } else if (element.equals(AdmissionProcess.HANDLE_RETURN)) {
            put(values, "reason", Optional.ofNullable(admissions.get(id).reason()));
        } else if (element.equals(AdmissionProcess.INTRODUCE_CANDIDATE)
                || element.equals(AdmissionProcess.INTRODUCE_BY_NEW_SPONSOR)) {
            values.put("sponsors", options(dossiers.sponsors(id, true)));
        } else if (element.equals(AdmissionProcess.REMEDY_CONDITIONS)) {
            values.put(
                    "missing",
                    dossiers.check(id).missing().stream()
                            .map(failed ->
                                    text(failed.messageKey(), failed.numbers().toArray()) + " (" + failed.source()
                                            + ")")
                            .collect(Collectors.joining("\n")));
            values.put("members", options(dossiers.possibleSponsors(id)));
        } else if (element.equals(AdmissionProcess.HOLD_CEREMONY)
                || element.equals(ProbationProcess.RECEIVE_PROBATIONER)
                || task.process().equals(ProbationProcess.ID) && element.equals(ProbationProcess.APPOINT_SPONSOR)) {
            values.put("members", options(dossiers.officialMembers(id)));
        } else if (element.equals(AdmissionProcess.RECEIVE_DOSSIER)
                || element.equals(AdmissionProcess.APPOINT_SPONSOR)) {
            values.put("members", options(dossiers.possibleSponsors(id)));
        } else if (element.equals(ApprovalRouteProcess.ENTER_COUNT)) {
            var differences = progress.differences(id);
            if (!differences.isEmpty()) {
                values.put(
                        "differences",
                        differences.stream()
                                .map(field -> text("admission.count." + field))
                                .collect(Collectors.joining(", ")));
            }
        }
        return values;
    }

    @Override
    public Map<String, Object> accept(OpenTask task, CaseView theCase, CurrentUser by, Map<String, Object> values) {
        var id = AdmissionId.of(theCase.id());
        var answer = new FormAnswer(values);
        if (task.process().equals(AdmissionProcess.ID)) {
            return admissionAnswers.accept(task.element(), id, answer, by);
        }
        return task.process().equals(ProbationProcess.ID)
                ? probationAnswers.accept(task.element(), id, answer, by)
                : routeAnswers.accept(task.element(), id, answer, by);
    }

    private String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

    private static void put(Map<String, Object> values, String key, Optional<String> value) {
        value.ifPresent(text -> values.put(key, text));
    }

    /** Options of a select, as Camunda forms take them. */
    private static List<Map<String, String>> options(List<MemberView> members) {
        return members.stream()
                .map(member -> Map.of("value", member.id().toString(), "label", member.fullName()))
                .toList();
    }
}
