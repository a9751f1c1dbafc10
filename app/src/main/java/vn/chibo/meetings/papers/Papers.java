package vn.chibo.meetings.papers;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.Cases;
import vn.chibo.identity.CurrentUser;
import vn.chibo.inbox.spi.TaskDesk;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.process.MonthlyMeetingProcess;
import vn.chibo.meetings.sitting.SittingRecord;
import vn.chibo.meetings.sitting.SittingRecords;
import vn.chibo.shared.DomainTime;

/**
 * Minutes and resolution of a held sitting (M-20): the minute-taker signs the minutes, the chair signs and issues both,
 * which numbers and freezes them. Repeating an act changes nothing. Callers have asked {@code Access}.
 */
@Service
@Transactional
class Papers {

    private static final int TEXT = 20_000;
    private static final List<String> FREE = List.of("weakPoints", "direction");

    private final PaperStore store;
    private final PaperText text;
    private final SittingRecords records;
    private final MeetingManagement meetings;
    private final TaskDesk desk;
    private final Cases cases;
    private final Clock clock;

    Papers(
            PaperStore store,
            PaperText text,
            SittingRecords records,
            MeetingManagement meetings,
            TaskDesk desk,
            Cases cases,
            Clock clock) {
        this.store = store;
        this.text = text;
        this.records = records;
        this.meetings = meetings;
        this.desk = desk;
        this.cases = cases;
        this.clock = clock;
    }

    void signMinutes(CurrentUser by, MeetingId id) {
        store.lock(id);
        if (store.newest(id, PaperType.BB).isPresent()) {
            return;
        }
        var sitting = held(id);
        var meeting = meetings.get(id);
        var today = DomainTime.today(clock);
        var content = text.write(PaperType.BB, meeting, sitting, null, today, Map.of(), "");
        store.signMinutes(id, meeting.cell(), Term.of(today), content, by.member(), clock.instant());
        desk.submit(by, MonthlyMeetingProcess.CASE_ID, id.value(), MonthlyMeetingProcess.SIGN_MINUTES, Map.of());
        cases.record(id.caseId(), by.member(), "sitting.history.minutesSigned");
    }

    /** Numbers both papers in one transaction: either both are issued or no number is used. */
    void issue(CurrentUser by, MeetingId id, Map<String, String> typed) {
        store.lock(id);
        var minutes = store.newest(id, PaperType.BB)
                .orElseThrow(() -> new PaperRuleViolation(null, "sitting.papers.error.minutesFirst"));
        if (minutes.issued()) {
            return;
        }
        var sitting = held(id);
        var meeting = meetings.get(id);
        var today = DomainTime.today(clock);
        var term = Term.of(today);
        var free = free(typed);
        var minutesNumber = store.nextNumber(meeting.cell(), PaperType.BB, term);
        store.issueMinutes(
                id,
                term,
                minutesNumber,
                text.write(PaperType.BB, meeting, sitting, minutesNumber, today, Map.of(), ""),
                sitting.chairId(),
                clock.instant());
        String resolutionNumber = null;
        if ("PASSED".equals(sitting.resolution())) {
            var number = store.nextNumber(meeting.cell(), PaperType.NQ, term);
            store.issue(
                    id,
                    meeting.cell(),
                    PaperType.NQ,
                    1,
                    "",
                    term.toString(),
                    number,
                    text.write(PaperType.NQ, meeting, sitting, number, today, free, ""),
                    sitting.chairId(),
                    clock.instant());
            resolutionNumber = PaperType.NQ.number(number);
        }
        meetings.finalised(id, resolutionNumber);
        desk.submit(by, MonthlyMeetingProcess.CASE_ID, id.value(), MonthlyMeetingProcess.SIGN_AND_ISSUE, Map.of());
        cases.record(id.caseId(), by.member(), "sitting.history.issued");
    }

    /** A new version under the same number and with its reason; the issued one stays as it was signed. */
    void correct(CurrentUser by, MeetingId id, PaperType type, Map<String, String> typed) {
        store.lock(id);
        var issued = store.newest(id, type)
                .filter(PaperStore.Paper::issued)
                .orElseThrow(() -> new PaperRuleViolation(null, "sitting.papers.error.notIssued"));
        var note = checked(typed, "note", 2000);
        if (note.isEmpty()) {
            throw new PaperRuleViolation("note", "sitting.error.required");
        }
        if (note.equals(issued.note())) {
            return;
        }
        var number = java.util.Objects.requireNonNull(issued.number());
        var meeting = meetings.get(id);
        var sitting = held(id);
        store.issue(
                id,
                meeting.cell(),
                type,
                issued.revision() + 1,
                note,
                issued.term(),
                number,
                text.write(type, meeting, sitting, number, DomainTime.today(clock), free(typed), note),
                sitting.chairId(),
                clock.instant());
        cases.record(id.caseId(), by.member(), "sitting.history.corrected");
    }

    /** The paper as signed; before that as it would be written now. Null when there is none of this type. */
    @Transactional(readOnly = true)
    @Nullable String read(MeetingId id, PaperType type) {
        var stored = store.newest(id, type);
        if (stored.isPresent()) {
            return stored.get().content();
        }
        var sitting = records.of(id).orElse(null);
        if (sitting == null || (type == PaperType.NQ && !"PASSED".equals(sitting.resolution()))) {
            return null;
        }
        return text.write(type, meetings.get(id), sitting, null, DomainTime.today(clock), Map.of(), "");
    }

    private SittingRecord held(MeetingId id) {
        return records.of(id).orElseThrow(() -> new PaperRuleViolation(null, "sitting.papers.error.notHeld"));
    }

    private static Map<String, String> free(Map<String, String> typed) {
        var free = new LinkedHashMap<String, String>();
        for (var field : FREE) {
            if (typed.containsKey(field)) {
                free.put(field, checked(typed, field, TEXT));
            }
        }
        return free;
    }

    private static String checked(Map<String, String> typed, String field, int most) {
        var text = typed.getOrDefault(field, "")
                .replace("\0", "")
                .replace("\r\n", "\n")
                .strip();
        if (text.length() > most) {
            throw new PaperRuleViolation(field, "sitting.error.tooLong", most, text.length());
        }
        return text;
    }
}
