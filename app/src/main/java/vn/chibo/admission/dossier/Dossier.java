package vn.chibo.admission.dossier;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.AdmissionId;
import vn.chibo.admission.AdmissionRecord;
import vn.chibo.admission.AdmissionRecords;
import vn.chibo.admission.AdmissionState;
import vn.chibo.admission.Body;
import vn.chibo.admission.Subject;
import vn.chibo.admission.dossier.ItemAct.Kind;
import vn.chibo.admission.dossier.ItemActs.Content;
import vn.chibo.cases.CaseView;
import vn.chibo.cases.Cases;
import vn.chibo.documents.DocumentId;
import vn.chibo.documents.Documents;
import vn.chibo.documents.OpenedDocument;
import vn.chibo.identity.CurrentUser;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;
import vn.chibo.shared.Texts;

/**
 * The papers of a case: what is there, who put it in, and what whoever looked at it said. Nothing is overwritten, every
 * scan stays as a version of its own. Callers have asked {@code Access}.
 */
@Service
@Transactional
public class Dossier {

    private static final Set<AdmissionState> OVER =
            EnumSet.of(AdmissionState.STOPPED, AdmissionState.REFUSED, AdmissionState.STRUCK_OFF);
    private static final int REASON = 1000;

    private final AdmissionRecords records;
    private final ItemActs acts;
    private final Documents documents;
    private final Cases cases;
    private final Clock clock;

    Dossier(AdmissionRecords records, ItemActs acts, Documents documents, Cases cases, Clock clock) {
        this.records = records;
        this.acts = acts;
        this.documents = documents;
        this.cases = cases;
        this.clock = clock;
    }

    /** In the order of the list; those the case has no need of are missing. */
    @Transactional(readOnly = true)
    public List<Item> items(AdmissionRecord admission) {
        return rules(admission).items(acts.of(admission.view().id()));
    }

    /** @throws NotFound when the case has no such paper */
    @Transactional(readOnly = true)
    Item item(AdmissionId id, ItemCode code) {
        return rules(records.of(id)).item(code, acts.of(id)).orElseThrow(() -> new NotFound(code + " of " + id));
    }

    private DossierRules rules(AdmissionRecord admission) {
        var view = admission.view();
        var policy = cases.find(view.id().caseId())
                .map(CaseView::policy)
                .orElseThrow(() -> new NotFound("case " + view.id()));
        return new DossierRules(admission, policy, records.isStudent(view.candidate()), DomainTime.today(clock));
    }

    /** A file as it comes from a form. */
    record Upload(@Nullable String fileName, InputStreamSource content) {}

    /**
     * One more version of the scan.
     *
     * @param issuedOn the date the paper carries, when somebody typed it
     */
    void upload(AdmissionId id, ItemCode code, Upload file, @Nullable LocalDate issuedOn, CurrentUser by) {
        if (code.isOfBallot()) {
            throw new NotFound(code + " belongs to a ballot");
        }
        begin(id, code);
        date(id, code, issuedOn, by);
        acts.add(id, code, Kind.UPLOADED, by.accountId(), Content.scan(store(file, by), null));
    }

    private DocumentId store(Upload file, CurrentUser by) {
        var name = file.fileName();
        if (name == null || name.isBlank()) {
            throw RuleViolation.at("file", "admission.item.error.noFile");
        }
        // papers here are scans: a text that can still be written in is none
        if (name.toLowerCase(Locale.ROOT).endsWith(".docx")) {
            throw RuleViolation.at("file", "admission.item.error.kind");
        }
        try (InputStream content = file.content().getInputStream()) {
            return documents.store(content, name, by).id();
        } catch (IOException e) {
            throw RuleViolation.at("file", "documents.refused.storage");
        }
    }

    /** The paper itself was handed in. */
    void handIn(AdmissionId id, ItemCode code, @Nullable LocalDate issuedOn, CurrentUser by) {
        begin(id, code);
        date(id, code, issuedOn, by);
        acts.add(id, code, Kind.HANDED_IN, by.accountId(), Content.because(null, ballot(id, code)));
    }

    private void date(AdmissionId id, ItemCode code, @Nullable LocalDate issuedOn, CurrentUser by) {
        if (issuedOn == null) {
            return;
        }
        if (issuedOn.isAfter(DomainTime.today(clock))) {
            throw RuleViolation.at("issuedOn", "admission.error.future");
        }
        if (code == ItemCode.CN_NTVD || code.isOfBallot()) {
            throw RuleViolation.at("issuedOn", "admission.item.error.dateIsKnown");
        }
        acts.add(id, code, Kind.DATED, by.accountId(), Content.dated(issuedOn));
    }

    /** It is in order. {@code seen} is the last act the reviewer had before them. */
    void accept(AdmissionId id, ItemCode code, long seen, CurrentUser by) {
        var item = begin(id, code);
        requireSeen(item, seen);
        if (!item.mayBeReviewed()) {
            throw new RuleViolation("admission.item.error.nothingThere");
        }
        if (item.expired()) {
            throw new RuleViolation("admission.item.error.expired");
        }
        acts.add(id, code, Kind.ACCEPTED, by.accountId(), Content.because(null, ballot(id, code)));
    }

    /** This one goes back with a reason; the others stay as they are. */
    void giveBack(AdmissionId id, ItemCode code, String reason, long seen, CurrentUser by) {
        var item = begin(id, code);
        var why = reason(reason);
        requireSeen(item, seen);
        if (!item.mayBeReviewed()) {
            throw new RuleViolation("admission.item.error.nothingThere");
        }
        acts.add(id, code, Kind.RETURNED, by.accountId(), Content.because(why, ballot(id, code)));
    }

    /** The case goes on without it (A12). */
    void waive(AdmissionId id, ItemCode code, String reason, long seen, CurrentUser by) {
        var item = begin(id, code);
        var why = reason(reason);
        requireSeen(item, seen);
        if (!item.mayBeWaived()) {
            throw new RuleViolation("admission.item.error.notWaivable");
        }
        acts.add(id, code, Kind.WAIVED, by.accountId(), Content.because(why, null));
    }

    /** Needed after all. */
    void require(AdmissionId id, ItemCode code, CurrentUser by) {
        if (begin(id, code).waived()) {
            acts.add(id, code, Kind.REQUIRED, by.accountId(), Content.NONE);
        }
    }

    private Item begin(AdmissionId id, ItemCode code) {
        acts.lock(id);
        var item = item(id, code);
        requireRunning(id);
        return item;
    }

    private void requireRunning(AdmissionId id) {
        if (OVER.contains(records.of(id).view().state())) {
            throw new RuleViolation("admission.error.notNow");
        }
    }

    private static void requireSeen(Item item, long seen) {
        if (item.lastAct() != seen) {
            throw new RuleViolation("admission.item.error.changed");
        }
    }

    private static String reason(String typed) {
        var reason = Texts.normalize(typed);
        if (reason.isEmpty()) {
            throw RuleViolation.at("reason", "admission.item.error.reason");
        }
        if (reason.length() > REASON) {
            throw RuleViolation.at("reason", "admission.item.error.reasonTooLong", REASON);
        }
        return reason;
    }

    private @Nullable Integer ballot(AdmissionId id, ItemCode code) {
        return code.isOfBallot()
                ? records.of(id)
                        .lastOfCell(code == ItemCode.BALLOT_SHEET)
                        .map(AdmissionRecord.Ballot::number)
                        .orElseThrow(() -> new NotFound(code + " of " + id))
                : null;
    }

    /** The paper an uploaded file belongs to. @throws NotFound when this case has no such file */
    @Transactional(readOnly = true)
    ItemCode paperOf(AdmissionId id, DocumentId document) {
        return acts.of(id).stream()
                .filter(act -> document.equals(act.document()))
                .map(ItemAct::item)
                .findFirst()
                .orElseThrow(() -> new NotFound("document " + document + " of admission " + id));
    }

    /** Hands a version out and records who took it. */
    OpenedDocument open(AdmissionId id, ItemCode code, DocumentId document, CurrentUser by) {
        if (paperOf(id, document) != code) {
            throw new NotFound("document " + document + " of " + code);
        }
        return documents.open(document, by);
    }

    // ---- the signed sheet of a count

    /** One more photo of the signed sheet of a ballot of the cell. */
    public void uploadSheet(
            AdmissionId id, int ballot, @Nullable String fileName, InputStreamSource content, CurrentUser by) {
        acts.lock(id);
        var code = sheetOf(id, ballot);
        requireRunning(id);
        acts.add(
                id,
                code,
                Kind.UPLOADED,
                by.accountId(),
                Content.scan(store(new Upload(fileName, content), by), ballot));
    }

    private ItemCode sheetOf(AdmissionId id, int number) {
        return records.of(id).ballots().stream()
                .filter(ballot -> ballot.number() == number && ballot.body() == Body.CELL)
                .map(ballot -> ballot.subject() == Subject.ADMISSION
                        ? ItemCode.BALLOT_SHEET
                        : ItemCode.RECOGNITION_BALLOT_SHEET)
                .findFirst()
                .orElseThrow(() -> new NotFound("ballot " + number + " of admission " + id));
    }

    /** The photos of the sheet of one ballot, the newest first. */
    @Transactional(readOnly = true)
    public List<ItemAct> sheets(AdmissionId id, int ballot) {
        return acts.of(id).stream()
                .filter(act -> act.kind() == Kind.UPLOADED && Objects.equals(act.ballot(), ballot))
                .toList()
                .reversed();
    }

    // ---- for the check of the dossier

    /** Papers the cell committee looks for at K-12 and cannot count as there. */
    @Transactional(readOnly = true)
    public List<Item> lacking(AdmissionRecord admission) {
        return items(admission).stream()
                .filter(item -> item.code().isNeededForCheck() && item.lack().isPresent())
                .toList();
    }

    /** Whether a paper was returned and nothing came in its place: then the dossier is not complete. */
    @Transactional(readOnly = true)
    public boolean hasReturned(AdmissionId id) {
        return items(records.of(id)).stream()
                .filter(item -> item.code().isNeededForCheck())
                .flatMap(item -> item.lack().stream())
                .anyMatch(lack -> lack == Item.Lack.RETURNED);
    }
}
