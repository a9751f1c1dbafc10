package vn.chibo.meetings.score;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.Cases;
import vn.chibo.identity.CurrentUser;
import vn.chibo.inbox.spi.TaskDesk;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MeetingView;
import vn.chibo.meetings.process.HoldSessionProcess;
import vn.chibo.meetings.process.MonthlyMeetingProcess;
import vn.chibo.meetings.sitting.Sittings;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.RuleViolation;

/** The 100-point score sheet of a month's meeting (phiếu chấm điểm, HD 42-HD/BTCTW), self-scored by the cell, verified above. */
@Service
public class ScoreSheets {

    private final ScoreSheetRepository sheets;
    private final ScoreTemplates templates;
    private final MeetingManagement meetings;
    private final Sittings sittings;
    private final Cases cases;
    private final TaskDesk desk;
    private final Clock clock;

    ScoreSheets(
            ScoreSheetRepository sheets,
            ScoreTemplates templates,
            MeetingManagement meetings,
            Sittings sittings,
            Cases cases,
            TaskDesk desk,
            Clock clock) {
        this.sheets = sheets;
        this.templates = templates;
        this.meetings = meetings;
        this.sittings = sittings;
        this.cases = cases;
        this.desk = desk;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Summary> summary(MeetingId meeting) {
        return sheets.findById(meeting.value()).map(ScoreSheets::summary);
    }

    /** Summaries of many meetings in one query; those without a sheet are missing. */
    @Transactional(readOnly = true)
    public Map<MeetingId, Summary> summaries(List<MeetingId> ids) {
        var found = new HashMap<MeetingId, Summary>();
        sheets.findAllById(ids.stream().map(MeetingId::value).toList())
                .forEach(sheet -> found.put(new MeetingId(sheet.meetingId()), summary(sheet)));
        return found;
    }

    /** A criterion that did not get all its points, by verification where there is one; {@code note} is the cell's. */
    public record Loss(
            String code,
            String label,
            String points,
            @Nullable String note) {}

    /** Where the sheets of these meetings lost points, in the order of the sheet. */
    @Transactional(readOnly = true)
    public Map<MeetingId, List<Loss>> losses(List<MeetingId> ids) {
        var found = new HashMap<MeetingId, List<Loss>>();
        sheets.findAllById(ids.stream().map(MeetingId::value).toList())
                .forEach(sheet -> found.put(new MeetingId(sheet.meetingId()), losses(sheet)));
        return found;
    }

    private static List<Loss> losses(ScoreSheet sheet) {
        var criteria = ScoreTemplates.read(sheet.template()).criteria().stream()
                .collect(Collectors.toMap(ScoreTemplate.Criterion::code, Function.identity()));
        var losses = new ArrayList<Loss>();
        for (var line : sheet.lines()) {
            var criterion = criteria.get(line.code());
            var given = Objects.requireNonNullElse(line.verifiedPoints(), line.selfPoints());
            if (criterion != null && given.compareTo(criterion.max()) < 0) {
                losses.add(new Loss(
                        line.code(),
                        criterion.label(),
                        ScorePage.text(criterion.max().subtract(given)),
                        line.selfNote()));
            }
        }
        return losses;
    }

    /** The sheet with the facts the system knows, filled or still empty. */
    @Transactional(readOnly = true)
    public ScorePage page(MeetingId id) {
        var meeting = meetings.get(id);
        var sheet = sheets.findById(id.value()).orElse(null);
        var template = sheet == null ? templateOf(meeting) : ScoreTemplates.read(sheet.template());
        var facts = sittings.facts(id)
                .filter(sitting -> sitting.start() != null)
                .map(sitting -> ScoreFacts.of(meeting, sitting, clock.instant()))
                .orElse(null);
        return ScorePage.of(meeting, template, sheet, facts);
    }

    /** Points out of 100 for what is filled in so far; what cannot be read counts as nothing. */
    @Transactional(readOnly = true)
    public BigDecimal runningTotal(MeetingId id, Map<String, String> points) {
        var meeting = meetings.get(id);
        var sheet = sheets.findById(id.value());
        var template = sheet.map(found -> ScoreTemplates.read(found.template())).orElseGet(() -> templateOf(meeting));
        var thematic = sheet.map(ScoreSheet::thematic).orElse(meeting.combinedWithThematic());
        return Scoring.total(template, ScoreInput.readWhatIsThere(template, points), thematic);
    }

    /**
     * The cell scores its meeting (M-18).
     *
     * @throws InvalidScore naming each criterion whose points are missing or not among its levels
     * @throws RuleViolation before the meeting has begun
     */
    @Transactional
    public void scoreSelf(MeetingId id, CurrentUser by, Map<String, String> points, Map<String, String> notes) {
        var meeting = meetings.get(id);
        var sitting = sittings.facts(id)
                .filter(facts -> facts.start() != null)
                .orElseThrow(() -> new RuleViolation("score.tooEarly"));
        if (sheets.existsById(id.value())) {
            return;
        }
        var template = templateOf(meeting);
        var thematic = meeting.combinedWithThematic();
        var given = ScoreInput.read(template, thematic, points);
        var total = Scoring.total(template, given, thematic);
        var grade = Grade.of(total, Grade.bands(meeting.policy()));
        sheets.saveAndFlush(new ScoreSheet(
                id.value(),
                ScoreTemplates.write(template),
                thematic,
                lines(template, given, notes),
                total,
                grade,
                clock.instant(),
                by.accountId()));
        cases.record(id.caseId(), by.member(), "score.history.selfScored", ScorePage.text(total), grade.name());
        desk.submit(
                by,
                HoldSessionProcess.SITTING_ID,
                sitting.id().value(),
                HoldSessionProcess.SCORE_MEETING,
                Map.of("selfPoints", total));
    }

    /** The level above confirms or changes the points; a change needs a reason (M-23). */
    @Transactional
    public void verify(MeetingId id, CurrentUser by, Map<String, String> points, @Nullable String reason) {
        var meeting = meetings.get(id);
        var sheet = sheets.findById(id.value()).orElseThrow(() -> new RuleViolation("score.notScoredYet"));
        if (sheet.state() == ScoreSheet.State.VERIFIED) {
            return;
        }
        var template = ScoreTemplates.read(sheet.template());
        var given = ScoreInput.read(template, sheet.thematic(), points);
        var total = Scoring.total(template, given, sheet.thematic());
        var grade = Grade.of(total, Grade.bands(meeting.policy()));
        sheet.verify(given, total, grade, reason, clock.instant(), by.accountId());
        cases.record(id.caseId(), by.member(), "score.history.verified", ScorePage.text(total), grade.name());
        desk.submit(
                by,
                MonthlyMeetingProcess.CASE_ID,
                id.value(),
                MonthlyMeetingProcess.VERIFY_SCORE,
                Map.of("verifiedPoints", total, "scoreAccepted", true));
    }

    /** Returns the sheet to the cell for an explanation, once (M-23). */
    @Transactional
    public void sendBack(MeetingId id, CurrentUser by, String question) {
        if (question.isBlank()) {
            throw RuleViolation.at("question", "score.questionRequired");
        }
        var sheet = sheets.findById(id.value()).orElseThrow(() -> new RuleViolation("score.notScoredYet"));
        if (sheet.state() == ScoreSheet.State.RETURNED) {
            return;
        }
        sheet.sendBack(question);
        cases.record(id.caseId(), by.member(), "score.history.returned");
        desk.submit(
                by,
                MonthlyMeetingProcess.CASE_ID,
                id.value(),
                MonthlyMeetingProcess.VERIFY_SCORE,
                Map.of("verifiedPoints", sheet.selfPoints(), "scoreAccepted", false));
    }

    /** The question the level above returned the sheet with; empty when it was not returned. */
    @Transactional(readOnly = true)
    public Optional<String> returnQuestion(MeetingId id) {
        return sheets.findById(id.value()).map(ScoreSheet::returnQuestion);
    }

    /** The cell explains a returned sheet; the task behind it is completed by its form. Safe to repeat. */
    @Transactional
    public void explained(MeetingId id, String explanation, CurrentUser by) {
        var sheet = sheets.findById(id.value()).orElseThrow(() -> new RuleViolation("score.notScoredYet"));
        sheet.explain(explanation);
        cases.record(id.caseId(), by.member(), "score.history.explained");
    }

    private ScoreTemplate templateOf(MeetingView meeting) {
        var start = meeting.plannedStart();
        return templates.inForce(meeting.cell(), start == null ? DomainTime.today(clock) : DomainTime.dateOf(start));
    }

    private static List<ScoreLine> lines(
            ScoreTemplate template, Map<String, BigDecimal> points, Map<String, String> notes) {
        var lines = new ArrayList<ScoreLine>();
        for (var criterion : template.criteria()) {
            var given = points.get(criterion.code());
            if (given != null) {
                var note = notes.getOrDefault(criterion.code(), "").strip();
                lines.add(new ScoreLine(lines.size() + 1, criterion.code(), given, note.isEmpty() ? null : note));
            }
        }
        return lines;
    }

    private static Summary summary(ScoreSheet sheet) {
        var verifiedGrade = sheet.verifiedGrade();
        return new Summary(
                sheet.selfPoints(),
                sheet.selfGrade().name(),
                sheet.verifiedPoints(),
                verifiedGrade == null ? null : verifiedGrade.name(),
                sheet.verificationReason(),
                sheet.returnedOnce());
    }

    /** Points out of 100 with one decimal; grades GOOD, FAIR, AVERAGE, POOR; verified parts null until M-23. */
    public record Summary(
            BigDecimal selfPoints,
            String selfGrade,
            @Nullable BigDecimal verifiedPoints,
            @Nullable String verifiedGrade,
            @Nullable String verificationReason,
            boolean returnedOnce) {}
}
