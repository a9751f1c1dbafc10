package vn.chibo.meetings.process;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.CaseSummary;
import vn.chibo.cases.CaseView;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.OpenTask;
import vn.chibo.engine.ProcessId;
import vn.chibo.identity.CurrentUser;
import vn.chibo.inbox.spi.TaskArea;
import vn.chibo.meetings.MeetingDates;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.Preparations;
import vn.chibo.meetings.Reports;
import vn.chibo.meetings.Steps;
import vn.chibo.meetings.score.ScoreSheets;
import vn.chibo.meetings.sitting.SittingId;
import vn.chibo.meetings.sitting.Sittings;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/**
 * The tasks of the month and of the sitting in the task list. Those that are a form and no more are taken here; the
 * others have pages of their own, which close the task themselves.
 */
@Component
class MeetingArea implements TaskArea {

    private static final Map<ElementId, String> PAGES = Map.ofEntries(
            Map.entry(MonthlyMeetingProcess.REGISTER_DATE, "/registration"),
            Map.entry(MonthlyMeetingProcess.APPROVE_DATE, "/approval"),
            Map.entry(MonthlyMeetingProcess.SEND_NOTICE, "/notice"),
            Map.entry(MonthlyMeetingProcess.SIGN_MINUTES, "/papers"),
            Map.entry(MonthlyMeetingProcess.SIGN_AND_ISSUE, "/papers"),
            Map.entry(MonthlyMeetingProcess.VERIFY_SCORE, "/verification"),
            Map.entry(HoldSessionProcess.SCORE_MEETING, "/score"));

    private static final Map<ElementId, String> STEPS = Map.ofEntries(
            Map.entry(MonthlyMeetingProcess.REGISTER_DATE, Steps.REGISTER_DATE),
            Map.entry(MonthlyMeetingProcess.APPROVE_DATE, Steps.APPROVE_DATE),
            Map.entry(MonthlyMeetingProcess.ASSIGN_DRAFTING, Steps.ASSIGN_DRAFTING),
            Map.entry(MonthlyMeetingProcess.HOLD_PRE_MEETING, Steps.PRE_MEETING),
            Map.entry(MonthlyMeetingProcess.PREPARE_ALONE, Steps.PRE_MEETING),
            Map.entry(MonthlyMeetingProcess.SEND_NOTICE, Steps.SEND_NOTICE),
            Map.entry(MonthlyMeetingProcess.UPLOAD_PAPERS, Steps.UPLOAD_PAPERS),
            Map.entry(MonthlyMeetingProcess.SIGN_MINUTES, Steps.SIGN_PAPERS),
            Map.entry(MonthlyMeetingProcess.SIGN_AND_ISSUE, Steps.SIGN_PAPERS),
            Map.entry(MonthlyMeetingProcess.PUBLISH_AND_REPORT, Steps.PUBLISH_AND_REPORT),
            Map.entry(MonthlyMeetingProcess.REPORT_VISIT, Steps.REPORT_VISIT),
            Map.entry(MonthlyMeetingProcess.VERIFY_SCORE, Steps.VERIFY_SCORE),
            Map.entry(MonthlyMeetingProcess.EXPLAIN_NOT_HELD, Steps.EXPLAIN_NOT_HELD),
            Map.entry(MonthlyMeetingProcess.ACKNOWLEDGE_NOT_HELD, Steps.ACKNOWLEDGE_NOT_HELD),
            Map.entry(HoldSessionProcess.OPEN_SITTING, Steps.HOLD_MEETING),
            Map.entry(HoldSessionProcess.CONSENT_TO_CHAIR, Steps.CONSENT_TO_CHAIR));

    /** Tasks shown as their Camunda form. */
    private static final Set<ElementId> FORMS = Set.of(
            MonthlyMeetingProcess.ASSIGN_DRAFTING,
            MonthlyMeetingProcess.HOLD_PRE_MEETING,
            MonthlyMeetingProcess.PREPARE_ALONE,
            MonthlyMeetingProcess.UPLOAD_PAPERS,
            MonthlyMeetingProcess.PUBLISH_AND_REPORT,
            MonthlyMeetingProcess.REPORT_VISIT,
            MonthlyMeetingProcess.EXPLAIN_SCORE,
            MonthlyMeetingProcess.EXPLAIN_NOT_HELD,
            MonthlyMeetingProcess.ACKNOWLEDGE_NOT_HELD,
            HoldSessionProcess.CONSENT_TO_CHAIR);

    private final MeetingManagement meetings;
    private final MeetingDates dates;
    private final Preparations preparations;
    private final Reports reports;
    private final ScoreSheets scores;
    private final Sittings sittings;
    private final Organizations organizations;
    private final MessageSource messages;
    private final Clock clock;

    MeetingArea(
            MeetingManagement meetings,
            MeetingDates dates,
            Preparations preparations,
            Reports reports,
            ScoreSheets scores,
            Sittings sittings,
            Organizations organizations,
            MessageSource messages,
            Clock clock) {
        this.meetings = meetings;
        this.dates = dates;
        this.preparations = preparations;
        this.reports = reports;
        this.scores = scores;
        this.sittings = sittings;
        this.organizations = organizations;
        this.messages = messages;
        this.clock = clock;
    }

    @Override
    public boolean owns(ProcessId process) {
        return process.equals(MonthlyMeetingProcess.ID) || process.equals(HoldSessionProcess.ID);
    }

    @Override
    public Map<CaseId, String> subtitles(Collection<CaseSummary> cases) {
        var units = organizations.units(cases.stream().map(CaseSummary::unit).toList(), today());
        return cases.stream().collect(Collectors.toMap(CaseSummary::id, theCase -> {
            var name = Optional.ofNullable(units.get(theCase.unit()))
                    .or(() -> organizations.unit(theCase.unit(), DomainTime.dateOf(theCase.openedAt())))
                    .map(unit -> unit.name())
                    .orElse("");
            var period = theCase.subject();
            return messages.getMessage(
                    "meetings.subtitle",
                    new Object[] {name, period.substring(5) + "/" + period.substring(0, 4)},
                    LocaleContextHolder.getLocale());
        }));
    }

    @Override
    public Optional<String> deadlineStep(OpenTask task) {
        return Optional.ofNullable(STEPS.get(task.element()));
    }

    @Override
    public Optional<String> page(OpenTask task, CaseView theCase) {
        if (FORMS.contains(task.element())) {
            return Optional.empty();
        }
        return Optional.of("/meetings/" + theCase.id() + PAGES.getOrDefault(task.element(), "/room"));
    }

    @Override
    public Map<String, Object> prefill(OpenTask task, CaseView theCase) {
        var id = id(theCase);
        var values = new HashMap<String, Object>();
        if (is(task, MonthlyMeetingProcess.ASSIGN_DRAFTING)) {
            values.put("drafters", options(organizations.membersOf(theCase.unit(), today())));
        } else if (is(task, MonthlyMeetingProcess.HOLD_PRE_MEETING)) {
            var committee = committeeOf(theCase);
            values.put("committeeMembers", options(committee));
            values.put("totalCount", committee.size());
            Optional.ofNullable(meetings.get(id).place()).ifPresent(place -> values.put("place", place));
        } else if (is(task, MonthlyMeetingProcess.PUBLISH_AND_REPORT)) {
            values.put("onPaperOnly", meetings.get(id).secretContent());
        } else if (is(task, MonthlyMeetingProcess.ACKNOWLEDGE_NOT_HELD)) {
            values.put("reason", Objects.requireNonNullElse(meetings.story(id).notHeldReason(), ""));
        } else if (is(task, MonthlyMeetingProcess.EXPLAIN_SCORE)) {
            scores.returnQuestion(id).ifPresent(question -> values.put("question", question));
        } else if (is(task, HoldSessionProcess.CONSENT_TO_CHAIR)) {
            sittings.facts(id)
                    .map(facts -> facts.chair())
                    .flatMap(chair -> organizations.member(chair, today()))
                    .ifPresent(chair -> values.put("proposedChair", chair.fullName()));
        }
        return values;
    }

    @Override
    public Map<String, Object> accept(OpenTask task, CaseView theCase, CurrentUser by, Map<String, Object> values) {
        var id = id(theCase);
        var form = new Form(values);
        var element = task.element();
        if (element.equals(MonthlyMeetingProcess.ASSIGN_DRAFTING)) {
            var drafter = member("drafter", form.text("drafter"), organizations.membersOf(theCase.unit(), today()));
            preparations.assignDrafting(id, drafter, form.text("programme"), form.yes("resolutionExpected"), by);
        } else if (element.equals(MonthlyMeetingProcess.HOLD_PRE_MEETING)) {
            preparations.preMeetingHeld(id, preMeeting(form, theCase), by);
            return Map.of("prepared", true);
        } else if (element.equals(MonthlyMeetingProcess.PREPARE_ALONE)) {
            preparations.preparedAlone(id, content(form), by);
            return Map.of("prepared", true);
        } else if (element.equals(MonthlyMeetingProcess.UPLOAD_PAPERS)) {
            if (form.yes("secretContent")) {
                preparations.papersOnPaperOnly(id, form.text("paperReference"), by);
            } else {
                preparations.papersUploaded(id, form.instant("uploadedAt"), form.optional("link"), by);
            }
        } else if (element.equals(MonthlyMeetingProcess.PUBLISH_AND_REPORT)) {
            var published = form.yes("onPaperOnly") ? null : form.instant("publishedAt");
            reports.publishAndReport(id, published, form.optional("link"), form.optional("proposals"), by);
        } else if (element.equals(MonthlyMeetingProcess.REPORT_VISIT)) {
            reports.visited(id, visit(form), form.optional("proposals"), form.optional("proposalLevel"), by);
        } else if (element.equals(MonthlyMeetingProcess.EXPLAIN_SCORE)) {
            scores.explained(id, form.text("explanation"), by);
        } else if (element.equals(MonthlyMeetingProcess.EXPLAIN_NOT_HELD)) {
            dates.explainNotHeld(id, form.text("reason"), form.optional("remedy"), by);
        } else if (element.equals(MonthlyMeetingProcess.ACKNOWLEDGE_NOT_HELD)) {
            dates.acknowledgeNotHeld(id, form.text("justified").equals("yes"), form.optional("opinion"), by);
        } else if (element.equals(HoldSessionProcess.CONSENT_TO_CHAIR)) {
            var consented = form.text("consent").equals("yes");
            var sitting = sittings.facts(id).orElseThrow(() -> new NotFound("sitting of meeting " + id));
            var variables = new HashMap<String, Object>(Map.of("consented", consented));
            sittings.consent(new SittingId(sitting.id().value()), consented)
                    .ifPresent(at -> variables.put(HoldSessionProcess.UNFINISHED_AT, at.toString()));
            return variables;
        } else {
            throw new IllegalArgumentException(element + " is not a form");
        }
        return Map.of();
    }

    private Preparations.PreMeeting preMeeting(Form form, CaseView theCase) {
        var committee = committeeOf(theCase);
        return new Preparations.PreMeeting(
                form.instant("heldAt"),
                form.text("place"),
                form.number("presentCount"),
                form.number("totalCount"),
                form.optional("absentReasons"),
                member("chair", form.text("chair"), committee),
                member("minuteTaker", form.text("minuteTaker"), committee),
                content(form),
                form.optional("proposals"));
    }

    private static Preparations.Content content(Form form) {
        return new Preparations.Content(form.text("assessment"), form.text("nextTasks"), form.optional("issues"));
    }

    private static Reports.Visit visit(Form form) {
        var attended = form.text("attended").equals("yes");
        return new Reports.Visit(
                attended,
                form.optional("absenceReason"),
                form.optional("orderFollowed"),
                form.optionalNumber("lengthMinutes"),
                form.optionalNumber("presentMembers"),
                form.optional("contentQuality"),
                form.optional("atmosphere"),
                form.optional("concerns"),
                form.optional("weakPoints"),
                form.optional("suggestedGrade"),
                form.optional("followUp"),
                form.optional("attachment"));
    }

    /** Secretary, deputies and members of the cell committee, each once, in the order of their offices. */
    private List<MemberView> committeeOf(CaseView theCase) {
        var members = new LinkedHashMap<MemberId, MemberView>();
        for (var office : List.of(Office.CELL_SECRETARY, Office.CELL_DEPUTY_SECRETARY, Office.CELL_COMMITTEE_MEMBER)) {
            organizations.holders(office, theCase.unit(), today()).forEach(member -> members.put(member.id(), member));
        }
        return List.copyOf(members.values());
    }

    /** Options of a select, as Camunda forms take them. */
    private static List<Map<String, String>> options(List<MemberView> members) {
        return members.stream()
                .map(member -> Map.of("value", member.id().toString(), "label", member.fullName()))
                .toList();
    }

    /** Only somebody who was offered: a key typed into the request is refused. */
    private static MemberId member(String field, String text, List<MemberView> offered) {
        return offered.stream()
                .map(MemberView::id)
                .filter(member -> member.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> RuleViolation.at(field, "meetings.error.chooseMember"));
    }

    private static boolean is(OpenTask task, ElementId element) {
        return task.element().equals(element);
    }

    private static MeetingId id(CaseView theCase) {
        return new MeetingId(UUID.fromString(theCase.id().toString()));
    }

    private LocalDate today() {
        return DomainTime.today(clock);
    }

    /** Values of a submitted form; the form's own validation has run, so what is required is there. */
    private record Form(Map<String, Object> values) {

        String text(String key) {
            var text = optional(key);
            if (text == null) {
                throw RuleViolation.at(key, "meetings.error.required");
            }
            return text;
        }

        @Nullable String optional(String key) {
            var value = values.get(key);
            var text = value == null ? "" : value.toString().strip();
            return text.isEmpty() ? null : text;
        }

        boolean yes(String key) {
            return "true".equals(optional(key));
        }

        int number(String key) {
            var number = optionalNumber(key);
            if (number == null) {
                throw RuleViolation.at(key, "meetings.error.required");
            }
            return number;
        }

        @Nullable Integer optionalNumber(String key) {
            var value = values.get(key);
            if (value == null || value instanceof Number) {
                return value == null ? null : ((Number) value).intValue();
            }
            try {
                return Integer.valueOf(text(key));
            } catch (NumberFormatException e) {
                throw RuleViolation.at(key, "meetings.error.number");
            }
        }

        /** A date and time of Việt Nam; a date alone counts from its first moment. */
        Instant instant(String key) {
            var text = text(key);
            try {
                if (text.length() == 10) {
                    return LocalDate.parse(text)
                            .atTime(LocalTime.MIN)
                            .atZone(DomainTime.ZONE)
                            .toInstant();
                }
                return text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d$")
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDateTime.parse(text).atZone(DomainTime.ZONE).toInstant();
            } catch (DateTimeParseException e) {
                throw RuleViolation.at(key, "meetings.error.date");
            }
        }
    }
}
