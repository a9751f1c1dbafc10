package vn.chibo.admission.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.chibo.admission.AdmissionId;
import vn.chibo.admission.AdmissionManagement;
import vn.chibo.admission.AdmissionState;
import vn.chibo.admission.CellVotes;
import vn.chibo.admission.Listed;
import vn.chibo.admission.eligibility.Education;
import vn.chibo.admission.votes.Count;
import vn.chibo.admission.votes.Protocol;
import vn.chibo.admission.votes.VoteBase;
import vn.chibo.cases.CaseHistory;
import vn.chibo.cases.Cases;
import vn.chibo.engine.ElementId;
import vn.chibo.engine.EngineCommands;
import vn.chibo.engine.EngineTasks;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.testing.EngineProbe;
import vn.chibo.testing.EngineTest;

/** An admission in the real engine with the application: from the opened case over a year to the official member. */
@EngineTest
class AdmissionProcessIT {

    /** What people type ends with this; it must reach no variable of the engine. */
    private static final String TYPED = "chỉ trong bảng của ứng dụng";

    /** Every variable a process of this area may hold: ids, office scopes, moments, and facts its gateways ask for. */
    private static final Set<String> VARIABLES = Stream.of(
                    "caseId cellCode committeeCode stepCode upperCode sponsorId sponsorIds newSponsorId guideId moves",
                    "entry historyVerified historyAccepted verificationResult historyCertified dossierComplete readiness",
                    "remindVerificationAt certificateValidUntil ballot ballotSubject cellPassed ballotsLeft cellOutcome",
                    "decideBy clockMoves clockPaused extended stepBody stepResult counters counter countsAgree",
                    "approvalOutcome returnAction ceremonyBy admitted claimed memberHistoryBy probationEndsAt",
                    "recogniseBy memberHistoryDeclared trained closingPapersIn noteFrom loopCounter")
            .flatMap(line -> Stream.of(line.split(" ")))
            .collect(Collectors.toSet());

    @Autowired
    EngineProbe probe;

    @Autowired
    EngineTasks tasks;

    @Autowired
    AdmissionManagement admissions;

    @Autowired
    CellVotes votes;

    @Autowired
    AdmissionArea area;

    @Autowired
    EngineCommands commands;

    @Autowired
    Cases cases;

    @Autowired
    CaseHistory history;

    @Autowired
    Organizations organizations;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    void goes_from_the_opened_case_to_the_official_member() {
        probe.awaitDeployed(AdmissionProcess.ID.value());
        probe.awaitDeployed(ProbationProcess.ID.value());
        var id = open();

        form(id, AdmissionProcess.RECORD_APPLICATION, secretary(), Map.of("appliedOn", date()));
        form(id, AdmissionProcess.DECLARE_HISTORY, secretary(), Map.of("declaredOn", date(), "note", typed("Ghi chú")));
        form(
                id,
                AdmissionProcess.STAMP_AND_SEND,
                office(),
                Map.of("historyAccepted", "false", "reason", typed("Thiếu năm sinh")));
        form(id, AdmissionProcess.CORRECT_HISTORY, secretary(), Map.of("correctedOn", date()));
        form(
                id,
                AdmissionProcess.STAMP_AND_SEND,
                office(),
                Map.of("historyAccepted", "true", "sentOn", date(), "letters", 2));
        form(
                id,
                AdmissionProcess.COLLECT_VERIFICATION,
                secretary(),
                Map.of("verificationResult", "CLEAR", "verifiedOn", date()));
        form(
                id,
                AdmissionProcess.CONCLUDE_HISTORY,
                secretary(),
                Map.of("concludedOn", date(), "conclusion", typed("Rõ ràng")));
        form(id, AdmissionProcess.CERTIFY_HISTORY, office(), Map.of("historyCertified", "true", "certifiedOn", date()));
        form(id, AdmissionProcess.RECORD_UNION_RESOLUTION, secretary(), Map.of("union", "NONE"));
        form(
                id,
                AdmissionProcess.COLLECT_OPINIONS,
                secretary(),
                Map.of(
                        "summarisedOn",
                        date(),
                        "organisationFor",
                        12,
                        "organisationAgainst",
                        0,
                        "residence",
                        "WAIVED",
                        "waiverReason",
                        typed("Ở ngay trong thôn")));
        for (var sponsor : sponsors()) {
            form(
                    id,
                    AdmissionProcess.INTRODUCE_CANDIDATE,
                    user(sponsor),
                    Map.of("sponsor", sponsor.toString(), "introducedOn", date()));
        }
        form(id, AdmissionProcess.CHECK_DOSSIER, secretary(), Map.of("dossierComplete", "true"));
        cellVotes(id, 1);
        throughTheRoute(id);
        form(id, AdmissionProcess.RECEIVE_DECISION, secretary(), Map.of("receivedOn", date()));
        form(
                id,
                AdmissionProcess.HOLD_CEREMONY,
                secretary(),
                Map.of("heldOn", date(), "guide", sponsors().getFirst().toString()));

        probe.awaitEnd(id.value(), AdmissionProcess.ID, "EndEvent_Admitted");
        assertThat(state(id)).isEqualTo(AdmissionState.ADMITTED);
        form(id, ProbationProcess.DECLARE_MEMBER_HISTORY, secretary(), Map.of("declaredOn", date()));
        form(
                id,
                ProbationProcess.COMPLETE_TRAINING,
                secretary(),
                Map.of("certificateNo", "BD-" + TYPED, "issuedOn", date()));
        probe.awaitEntered(id.value(), "Event_NoteDue");
        var ends = admissions.get(id).probationEndsOn();
        probe.advanceTo(ends.atStartOfDay(DomainTime.ZONE).toInstant().plus(Duration.ofHours(9)));
        form(id, ProbationProcess.SUBMIT_SELF_REVIEW, secretary(), Map.of("writtenOn", date()));
        form(id, ProbationProcess.WRITE_SPONSOR_REMARK, user(sponsors().getFirst()), Map.of("writtenOn", date()));
        form(id, ProbationProcess.SUMMARISE_OPINIONS, secretary(), Map.of("summarisedOn", date()));
        cellVotes(id, 4);
        throughTheRoute(id);
        form(id, ProbationProcess.ANNOUNCE_DECISION, secretary(), Map.of("announcedOn", date()));
        form(id, ProbationProcess.ISSUE_CARD, office(), Map.of("cardNumber", "012345678902", "issuedOn", date()));
        form(id, ProbationProcess.ARCHIVE_DOSSIER, office(), Map.of("archivedOn", date(), "place", typed("Tủ số 1")));

        probe.awaitEnd(id.value(), ProbationProcess.ID, "EndEvent_Official");
        assertThat(state(id)).isEqualTo(AdmissionState.OFFICIAL);
        assertThat(admissions.get(id).officialOn()).isEqualTo(ends);
        var member = organizations
                .member(new MemberId(admissions.get(id).candidate()), today())
                .orElseThrow();
        assertThat(member.state()).isEqualTo(MembershipState.OFFICIAL);
        assertThat(member.cell()).isEqualTo(cell().id());
        assertThat(cases.find(id.caseId()).orElseThrow().outcome()).isEqualTo("admission.outcome.official");
        assertThat(probe.incidents(id.value())).isEmpty();
        assertThat(probe.openElements(id.value())).isEmpty();
        assertThat(history.of(id.caseId()))
                .hasSizeGreaterThan(30)
                .noneSatisfy(line -> assertThat(line.text()).contains("admission."));
        var variables =
                jdbc.sql("""
                        select distinct v.name from engine.variable v
                        join engine.process_instance i on i.key = v.process_instance_key
                        where i.business_key = :case""").param("case", id.toString()).query(String.class).set();
        assertThat(VARIABLES).containsAll(variables);
        assertThat(jdbc.sql("select count(*) from engine.variable where text_value like '%' || :typed || '%'")
                        .param("typed", TYPED)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private AdmissionId open() {
        var since = today().minusYears(2);
        return admissions.open(
                new AdmissionManagement.Candidacy(
                        Listed.in(jdbc, cell().id(), UUID.randomUUID(), today().minusYears(27)),
                        cell().id(),
                        new AdmissionManagement.Person(today().minusYears(27), Education.UPPER_SECONDARY, false, null),
                        "GCN-" + TYPED,
                        today().minusYears(1),
                        sponsors().stream()
                                .map(sponsor -> new AdmissionManagement.Sponsoring(sponsor, since))
                                .toList()),
                secretary());
    }

    /** The cell's meeting has voted; two people enter what they counted. */
    private void cellVotes(AdmissionId id, int ballot) {
        probe.until(
                "ballot " + ballot + " asked for",
                () -> jdbc.sql("select count(*) from admission.ballot where case_id = :case and number = :number")
                                .param("case", id.value())
                                .param("number", ballot)
                                .query(Long.class)
                                .single()
                        == 1);
        for (var counter : sponsors()) {
            votes.enterCount(id, ballot, today(), entry(23, 16), counter);
        }
    }

    /** Committee, department and standing committee, all in favour; the count of a ballot is entered by two people. */
    private void throughTheRoute(AdmissionId id) {
        countBy(id, 15, 10);
        form(id, ApprovalRouteProcess.CHECK_FILE, holder(Office.ORG_DEPARTMENT), Map.of("result", "GO_ON"));
        countBy(id, 5, 3);
        form(id, ApprovalRouteProcess.ISSUE_DECISION, office(), Map.of("decisionNo", "12-QĐ/ĐU", "decidedOn", date()));
    }

    private void countBy(AdmissionId id, int members, int inFavour) {
        for (var counter : List.of(office(), holder(Office.ORG_DEPARTMENT))) {
            form(
                    id,
                    ApprovalRouteProcess.ENTER_COUNT,
                    counter,
                    Map.of(
                            "heldOn", date(),
                            "members", members,
                            "present", members,
                            "issued", members,
                            "returned", members,
                            "valid", members,
                            "inFavour", inFavour,
                            "against", members - inFavour));
        }
    }

    private static Protocol.Entry entry(int members, int inFavour) {
        return new Protocol.Entry(
                new VoteBase(members, members), new Count(members, members, members, inFavour, members - inFavour));
    }

    /** The person takes a task of this kind that is put to him or her; others may have one of their own. */
    private void form(AdmissionId id, ElementId element, CurrentUser by, Map<String, Object> values) {
        probe.awaitTask(id.value(), element);
        var task = tasks.openTasks(by.candidates(), null, 10_000).stream()
                .filter(open -> open.element().equals(element) && id.toString().equals(open.businessKey()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(by.candidates() + " may not do " + element));
        transaction.executeWithoutResult(status -> {
            var theCase = cases.find(id.caseId()).orElseThrow();
            assertThat(area.owns(task.process())).isTrue();
            area.prefill(task, theCase);
            commands.completeUserTask(task.key(), area.accept(task, theCase, by, values));
        });
        probe.awaitTaskGone(task.key());
    }

    private AdmissionState state(AdmissionId id) {
        return admissions.get(id).state();
    }

    private UnitView cell() {
        return organizations.unitByCode("MAU-CB01", today()).orElseThrow();
    }

    private List<MemberId> sponsors() {
        return organizations.membersOf(cell().id(), today()).stream()
                .filter(MemberView::expected)
                .filter(member -> member.state() == MembershipState.OFFICIAL)
                .map(MemberView::id)
                .limit(2)
                .toList();
    }

    private CurrentUser secretary() {
        return holder(Office.CELL_SECRETARY);
    }

    private CurrentUser office() {
        return holder(Office.COMMITTEE_OFFICE);
    }

    private CurrentUser holder(Office office) {
        var unit = office.ofCells()
                ? cell()
                : organizations.committeeAbove(cell().id(), today()).orElseThrow();
        return user(organizations.holders(office, unit.id(), today()).getFirst().id());
    }

    private CurrentUser user(MemberId member) {
        return new CurrentUser(UUID.randomUUID(), "", member, "", false, organizations.officesOf(member, today()));
    }

    private LocalDate today() {
        return DomainTime.dateOf(probe.engine().now());
    }

    private String date() {
        return today().toString();
    }

    private static String typed(String text) {
        return text + ", " + TYPED;
    }
}
