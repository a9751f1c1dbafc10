package vn.chibo.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;
import vn.chibo.admission.Dossiers.Readiness;
import vn.chibo.admission.eligibility.Condition;
import vn.chibo.admission.eligibility.Education;
import vn.chibo.admission.eligibility.EducationException;
import vn.chibo.admission.eligibility.FailedCondition;
import vn.chibo.admission.votes.Count;
import vn.chibo.admission.votes.Protocol;
import vn.chibo.admission.votes.VoteBase;
import vn.chibo.agenda.Agenda;
import vn.chibo.agenda.Question;
import vn.chibo.agenda.SittingVoters;
import vn.chibo.agenda.Voters;
import vn.chibo.cases.CaseHistory;
import vn.chibo.cases.Cases;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.RuleViolation;

/** The acts of an admission in the sample commune, from the list to the official member; no engine runs. */
@SpringBootTest
@TestPropertySource(
        properties = {"chibo.sample=true", "chibo.engine.enabled=false", "chibo.meetings.open-at-start=false"})
@Import(AdmissionActsIT.MovableClock.class)
class AdmissionActsIT {

    private static final LocalDate CERTIFICATE = LocalDate.of(2024, 3, 1);
    private static Voters voters = new Voters(0, 0, 0, LocalDate.EPOCH);

    /** The sample is loaded when the application starts: that day is in its past. */
    private static Instant now = Instant.parse("2026-11-20T02:00:00Z");

    @Autowired
    AdmissionManagement admissions;

    @Autowired
    Dossiers dossiers;

    @Autowired
    CellVotes votes;

    @Autowired
    ApprovalProgress progress;

    @Autowired
    AdmissionRecords records;

    @Autowired
    Agenda agenda;

    @Autowired
    Ceremonies ceremonies;

    @Autowired
    Probations probations;

    @Autowired
    Organizations organizations;

    @Autowired
    Cases cases;

    @Autowired
    CaseHistory history;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    AdmissionWarnings warnings;

    @Autowired
    MessageSource messages;

    @Autowired
    JsonMapper json;

    private UnitView cell;

    @BeforeEach
    void aMondayInMarch() {
        today(LocalDate.of(2026, 3, 2));
        cell = cell(1);
    }

    @Test
    void goesFromTheListToTheCeremony() {
        var id = open(cell);
        fileDossier(id);
        assertThat(dossiers.check(id).readiness()).isEqualTo(Readiness.READY);

        assertThat(cellVotes(id, 16, 23).passed()).isTrue();
        assertThat(state(id)).isEqualTo(AdmissionState.CELL_PASSED);
        var beginning = progress.begin(id);
        assertThat(DomainTime.dateOf(beginning.decideBy())).isEqualTo("2026-05-28"); // 60 working days, three holidays
        assertThat(deadline(id, AdmissionClock.DECISION)).isEqualTo("2026-05-28");

        assertThat(progress.next(id).body()).isEqualTo(Body.BASE_COMMITTEE);
        bodyVotes(id, Body.BASE_COMMITTEE, 10, 15, StepResult.GO_ON);
        assertThat(state(id)).isEqualTo(AdmissionState.BASE_PASSED);
        assertThat(progress.next(id).body()).isEqualTo(Body.ORG_CHECK);
        progress.fileChecked(id, true, null, committee());
        assertThat(progress.next(id).body()).isEqualTo(Body.STANDING_COMMITTEE);
        bodyVotes(id, Body.STANDING_COMMITTEE, 3, 5, StepResult.DECIDED);
        assertThat(progress.results(id))
                .containsExactly("BASE_COMMITTEE GO_ON", "ORG_CHECK GO_ON", "STANDING_COMMITTEE DECIDED");
        progress.decided(id, "12-QĐ/ĐU", day(), committee());
        ceremonies.decisionReceived(id, day(), secretary());
        assertThat(DomainTime.dateOf(ceremonies.setDeadline(id))).isEqualTo("2026-04-13");
        ceremonies.held(id, day(), member(0).id(), null, secretary());

        assertThat(state(id)).isEqualTo(AdmissionState.ADMITTED);
        assertThat(admissions.get(id).probationEndsOn()).isEqualTo("2027-03-02");
        assertThat(history.of(id.caseId()))
                .isNotEmpty()
                .noneSatisfy(line -> assertThat(line.text()).contains("admission."));
    }

    @Test
    void fifteenOfTwentyThreeAreNotEnoughAndAfterThreeBallotsTheLevelAboveDecides() {
        var id = open(cell);
        fileDossier(id);

        assertThat(cellVotes(id, 15, 23)).isEqualTo(new CellVotes.Outcome(false, true));
        assertThat(cellVotes(id, 15, 23)).isEqualTo(new CellVotes.Outcome(false, true));
        assertThat(cellVotes(id, 15, 23)).isEqualTo(new CellVotes.Outcome(false, false));
        assertThat(state(id)).isEqualTo(AdmissionState.READY);
    }

    @Test
    void theCellIsAskedAtItsNextMeetingAndTheSittingHasTheAnswer() {
        var id = open(cell);
        fileDossier(id);
        var number = votes.request(id);
        votes.request(id);
        var question = agenda.waiting(cell.id()).stream()
                .filter(asked -> asked.theCase().equals(id.caseId()))
                .toList();
        assertThat(question).hasSize(1);
        assertThat(question.getFirst().title()).startsWith("Xét đề nghị kết nạp đảng viên");
        var count = new Count(20, 19, 18, 16, 2);
        assertThatExceptionOfType(RuleViolation.class)
                .as("before it is on an agenda")
                .isThrownBy(() -> votes.enterCount(id, number, count, member(0).id()));

        agenda.takeUp(question.getFirst().id(), UUID.randomUUID());
        voters = new Voters(25, 23, 20, day());
        assertThat(votes.atSitting(id, number).needed()).isEqualTo(16);
        assertThat(votes.enterCount(id, number, count, member(0).id()).counted())
                .isFalse();
        assertThat(votes.ballot(id, number, member(0).id()).entered()).isTrue();
        assertThat(votes.ballot(id, number, member(1).id()).entered()).isFalse();
        var other = new Count(20, 19, 18, 15, 3);
        assertThat(votes.enterCount(id, number, other, member(1).id()).differences())
                .containsExactly("inFavour", "against");
        assertThat(votes.ballot(id, number, member(0).id()).entered())
                .as("both count again")
                .isFalse();
        votes.enterCount(id, number, count, member(0).id());
        assertThat(votes.enterCount(id, number, count, member(1).id()).counted())
                .isTrue();

        assertThat(agenda.find(id.caseId(), number).orElseThrow().line())
                .isEqualTo("16/23 = 69,6 %, quy tắc ≥ 2/3, thông qua");
        assertThat(votes.ballot(id, number, null).passed()).isTrue();
        assertThat(votes.follow(id, number).passed()).isTrue();
    }

    @Test
    void theCellIsNotAskedAnyMoreOnceTheCaseStopsOrMoves() {
        var id = open(cell);
        fileDossier(id);
        var number = votes.request(id);

        admissions.moveTo(id, cell(2).id(), committee());
        assertThat(agenda.find(id.caseId(), number).orElseThrow().state()).isEqualTo(Question.State.WITHDRAWN);
        admissions.follow(id);
        assertThat(votes.request(id)).isEqualTo(number);
        assertThat(agenda.find(id.caseId(), number).orElseThrow().cell()).isEqualTo(cell(2).id());

        admissions.stop(id, AdmissionManagement.StopCause.WITHDREW, "Rút đơn", committee());
        assertThat(agenda.find(id.caseId(), number).orElseThrow().state()).isEqualTo(Question.State.WITHDRAWN);
    }

    @Test
    void theCountOfASecretBallotIsEnteredByTwoPeopleUntilTheyAgree() {
        var id = open(cell);
        fileDossier(id);
        var number = votes.request(id);
        assertThat(votes.request(id)).isEqualTo(number);

        assertThat(votes.enterCount(id, number, day(), entry(16, 23), member(0).id())
                        .counted())
                .isFalse();
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> votes.enterCount(
                        id, number, day(), entry(16, 23), member(0).id()))
                .satisfies(refusal -> assertThat(refusal.messageKey()).isEqualTo("admission.error.samePersonCounts"));
        assertThat(votes.enterCount(id, number, day(), entry(15, 23), member(1).id()))
                .isEqualTo(new CellVotes.Progress(false, List.of("inFavour", "against")));
        assertThat(votes.enterCount(id, number, day(), entry(16, 23), member(1).id())
                        .counted())
                .isFalse();
        assertThat(votes.enterCount(id, number, day(), entry(16, 23), member(0).id()))
                .isEqualTo(new CellVotes.Progress(true, List.of()));
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> votes.enterCount(
                        id, number, day(), entry(2, 23), member(2).id()))
                .satisfies(refusal -> assertThat(refusal.messageKey()).isEqualTo("admission.error.countedAlready"));

        assertThat(votes.request(id)).isEqualTo(number);
        assertThat(votes.follow(id, number).passed()).isTrue();
        assertThat(votes.follow(id, number).passed()).isTrue();
        assertThat(history(id, "cellVoted.ADMISSION.passed")).isEqualTo(1);
    }

    @Test
    void theCellCannotVoteOnACertificateThatHasExpiredOnThatDay() {
        var id = open(cell, LocalDate.of(2021, 3, 10));
        fileDossier(id);
        var number = votes.request(id);

        today(LocalDate.of(2026, 3, 11));

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> votes.enterCount(
                        id, number, day(), entry(16, 23), member(0).id()))
                .satisfies(refusal -> assertThat(refusal.messageKey()).isEqualTo("admission.error.certificateExpired"));
        assertThat(votes.enterCount(
                                id,
                                number,
                                LocalDate.of(2026, 3, 10),
                                entry(16, 23),
                                member(0).id())
                        .counted())
                .isFalse();
        assertThat(dossiers.check(id).readiness()).isEqualTo(Readiness.CERTIFICATE_EXPIRED);
        dossiers.courseRepeated(id, "GCN-02", day(), committee());
        assertThat(dossiers.check(id).readiness()).isEqualTo(Readiness.READY);
    }

    @Test
    void comesBackWithReasonsAndGoesUpAgainOnTheSameClock() {
        var id = open(cell);
        fileDossier(id);
        cellVotes(id, 20, 23);
        var due = progress.begin(id).decideBy();
        assertThat(progress.begin(id).decideBy()).isEqualTo(due);
        progress.next(id);
        bodyVotes(id, Body.BASE_COMMITTEE, 12, 15, StepResult.GO_ON);
        progress.next(id);

        progress.fileChecked(id, false, "Thiếu chữ ký", committee());
        progress.returned(id);
        progress.returned(id);

        assertThat(state(id)).isEqualTo(AdmissionState.READY);
        assertThat(admissions.get(id).returned()).isTrue();
        assertThat(admissions.get(id).reason()).isEqualTo("Thiếu chữ ký");
        assertThat(history(id, "returned")).isEqualTo(1);
        today(LocalDate.of(2026, 3, 20));
        progress.returnHandled(id, true, "Đã ký", secretary());
        assertThat(progress.begin(id).decideBy()).isEqualTo(due);
        assertThat(progress.next(id).body()).isEqualTo(Body.BASE_COMMITTEE);
        assertThat(admissions.get(id).returned()).isFalse();
    }

    @Test
    void theDecisionIsExtendedOnceWithAReason() {
        var id = open(cell);
        fileDossier(id);
        cellVotes(id, 20, 23);
        progress.begin(id);

        progress.extendInTime(id, "Chờ xác minh", "Ban thường vụ", committee());

        assertThat(admissions.get(id).decideBy()).isEqualTo("2026-07-09");
        assertThat(admissions.get(id).extended()).isTrue();
        assertThat(deadline(id, AdmissionClock.DECISION)).isEqualTo("2026-07-09");
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> progress.extendAtReview(id, "Lần nữa", committee()))
                .satisfies(refusal -> assertThat(refusal.messageKey()).isEqualTo("admission.error.extendedBefore"));
    }

    @Test
    void aDelegatedBaseCommitteeDecidesByTwoThirdsAndItsClockStandsForASupplement() {
        var delegated = cell(2);
        delegateRoute(delegated);
        cell = delegated;
        var id = open(delegated);
        fileDossier(id);
        cellVotes(id, 20, 23);
        progress.begin(id);
        assertThat(progress.next(id).body()).isEqualTo(Body.ORG_CHECK);

        today(LocalDate.of(2026, 5, 14)); // 10 working days are left
        progress.supplementAsked(id, "Bản sao giấy chứng nhận", committee());
        assertThat(admissions.get(id).clockPausedOn()).isEqualTo("2026-05-14");
        today(LocalDate.of(2026, 6, 1));
        progress.supplied(id, "Đã nộp", secretary());
        assertThat(admissions.get(id).decideBy()).isEqualTo("2026-06-15");
        progress.fileChecked(id, true, null, committee());

        assertThat(progress.next(id).body()).isEqualTo(Body.BASE_COMMITTEE);
        bodyVotes(id, Body.BASE_COMMITTEE, 9, 15, StepResult.REFUSED);
        progress.refused(id, "Không đủ tỷ lệ", day(), committee());
        assertThat(state(id)).isEqualTo(AdmissionState.REFUSED);
        assertThat(records.of(id).passages().getLast().reason()).isEqualTo("Không đủ tỷ lệ");
        assertThat(jdbc.sql("select kind from admission.clock_move where case_id = :case order by number")
                        .param("case", id.value())
                        .query(String.class)
                        .list())
                .containsExactly("PAUSED", "RESUMED");
    }

    @Test
    void aLateRecognitionStillDatesFromTheDayTheTwelveMonthsEnded() {
        var id = admitted();
        today(LocalDate.of(2027, 3, 1));
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> probations.opinionsSummarised(id, day(), null, secretary()));

        today(LocalDate.of(2027, 9, 15));
        probations.ended(id);
        probations.ended(id);
        assertThat(deadline(id, AdmissionClock.CELL_RECOGNITION)).isEqualTo("2027-04-13");
        probations.opinionsSummarised(id, day(), null, secretary());
        assertThat(cellVotes(id, 18, 23).passed()).isTrue();
        recognise(id);

        assertThat(state(id)).isEqualTo(AdmissionState.OFFICIAL);
        assertThat(admissions.get(id).officialOn()).isEqualTo("2027-03-02");
        assertThat(register(id)).containsExactly("PROBATIONARY 2026-03-02 2027-03-02", "OFFICIAL 2027-03-02 null");
        probations.cardIssued(id, "012345678903", day(), committee());
        assertThat(jdbc.sql("select id from organization.member where card_number = '012345678903'")
                        .query(UUID.class)
                        .single())
                .isEqualTo(admissions.get(id).candidate());
        assertThat(history(id, "probationEnded")).isEqualTo(1);
    }

    @Test
    void theCellMayNotResolveBeforeTheTwelveMonthsEnd() {
        var id = admitted();
        today(LocalDate.of(2027, 3, 10));
        probations.ended(id);
        var number = votes.request(id);

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> votes.enterCount(
                        id,
                        number,
                        LocalDate.of(2027, 3, 1),
                        entry(20, 23),
                        member(0).id()))
                .satisfies(refusal -> assertThat(refusal.messageKey()).isEqualTo("admission.error.beforeProbationEnd"));
    }

    @Test
    void afterThreeBallotsTheAuthorityTakesTheStrikeOffUp() {
        var id = admitted();
        today(LocalDate.of(2027, 3, 10));
        probations.ended(id);
        for (var ballot = 1; ballot <= 3; ballot++) {
            assertThat(cellVotes(id, 10, 23)).isEqualTo(new CellVotes.Outcome(false, ballot < 3));
        }
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> votes.decideNextBallot(id, Subject.RECOGNITION, "Thử lại", secretary()))
                .satisfies(refusal -> assertThat(refusal.messageKey()).isEqualTo("admission.error.noBallotLeft"));

        votes.ruleOnProbationer(id, Subject.STRIKE_OFF, "Không đủ tư cách", committee());
        assertThat(state(id)).isEqualTo(AdmissionState.STRIKE_OFF_PROPOSED);
        recognise(id);

        assertThat(state(id)).isEqualTo(AdmissionState.STRUCK_OFF);
        assertThat(admissions.get(id).officialOn()).isNull();
        assertThat(register(id)).containsExactly("PROBATIONARY 2026-03-02 2027-03-10");
    }

    @Test
    void aRefusedRecognitionTurnsToTheStrikeOffAndBack() {
        var id = admitted();
        today(LocalDate.of(2027, 3, 10));
        probations.ended(id);
        cellVotes(id, 20, 23);
        progress.begin(id);
        progress.next(id);
        bodyVotes(id, Body.BASE_COMMITTEE, 12, 15, StepResult.GO_ON);
        progress.next(id);
        progress.fileChecked(id, true, null, committee());
        progress.next(id);
        bodyVotes(id, Body.STANDING_COMMITTEE, 2, 5, StepResult.REFUSED);
        progress.refused(id, "Chưa đủ tiêu chuẩn", day(), committee());

        assertThat(votes.turnQuestion(id, Subject.RECOGNITION)).isEqualTo(Subject.STRIKE_OFF);
        assertThat(votes.turnQuestion(id, Subject.RECOGNITION)).isEqualTo(Subject.STRIKE_OFF);

        assertThat(admissions.get(id).subject()).isEqualTo(Subject.STRIKE_OFF);
        assertThat(state(id)).isEqualTo(AdmissionState.PROBATION_ENDED);
        assertThat(cellVotes(id, 20, 23).passed()).isTrue();
        assertThat(state(id)).isEqualTo(AdmissionState.STRIKE_OFF_PROPOSED);
    }

    @Test
    void whatIsMissingComesFromTheDecisionTableAndCanBeRemedied() {
        var id = open(
                cell,
                UUID.randomUUID(),
                new AdmissionManagement.Person(LocalDate.of(1960, 1, 1), Education.PRIMARY, false, null),
                CERTIFICATE);
        fileDossier(id);
        assertThat(dossiers.check(id).readiness()).isEqualTo(Readiness.CONDITIONS_MISSING);
        assertThat(conditions(id)).containsExactlyInAnyOrder(Condition.AGE_ABOVE_MAX, Condition.EDUCATION_TOO_LOW);
        assertThat(dossiers.check(id).missing())
                .allSatisfy(failed -> assertThat(failed.source()).isNotBlank());

        dossiers.conditionsRemedied(
                id, "Đã có văn bản", EducationException.VILLAGE_ELDER, "12-CV/TU ngày 01/02/2026", secretary());

        assertThat(dossiers.check(id).readiness()).isEqualTo(Readiness.READY);
    }

    @Test
    void whoLeftThePartyWaitsThirtySixMonths() {
        var id = open(
                cell,
                UUID.randomUUID(),
                new AdmissionManagement.Person(
                        LocalDate.of(1990, 1, 1), Education.HIGHER, false, LocalDate.of(2023, 3, 3)),
                CERTIFICATE);
        fileDossier(id);
        assertThat(conditions(id)).containsExactly(Condition.READMISSION_TOO_EARLY);

        today(LocalDate.of(2026, 3, 3));

        assertThat(conditions(id)).isEmpty();
    }

    private List<Condition> conditions(AdmissionId id) {
        return dossiers.check(id).missing().stream()
                .map(FailedCondition::condition)
                .toList();
    }

    @Test
    void theNewCellTakesOverAndAsksForNewSponsors() {
        var id = open(cell);
        fileDossier(id);
        var target = cell(3);

        admissions.moveTo(id, target.id(), secretary());
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> admissions.moveTo(id, target.id(), secretary()));
        var move = admissions.follow(id);

        assertThat(move).isEqualTo(new AdmissionManagement.Move(1, target.code(), "MAU", "PAPERS", true));
        assertThat(admissions.follow(id)).isEqualTo(move);
        assertThat(admissions.get(id).cell()).isEqualTo(target.id());
        assertThat(cases.find(id.caseId()).orElseThrow().unit()).isEqualTo(target.id());
        assertThat(dossiers.sponsors(id, false)).isEmpty();
        assertThat(conditions(id)).containsExactly(Condition.SPONSORS_TOO_FEW);
    }

    @Test
    void papersThatGrewTooOldAreRedoneAndCountAnew() {
        var id = open(cell);
        fileDossier(id);
        today(LocalDate.of(2027, 6, 1));
        assertThat(conditions(id)).contains(Condition.PAPERS_TOO_OLD);
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> dossiers.papersRedone(id, LocalDate.of(2026, 1, 1), secretary()))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("papersRedoneOn"));

        dossiers.papersRedone(id, LocalDate.of(2027, 5, 30), secretary());

        assertThat(conditions(id)).doesNotContain(Condition.PAPERS_TOO_OLD);
        assertThat(deadline(id, AdmissionClock.PAPERS)).isEqualTo("2028-05-30");
    }

    @Test
    void aProbationerMovesWithTheClockRunningOn() {
        var id = admitted();
        var before = probations.setClocks(id);

        admissions.moveTo(id, cell(3).id(), secretary());
        admissions.follow(id);

        assertThat(probations.setClocks(id)).isEqualTo(before);
        assertThat(admissions.get(id).transferred()).isTrue();
        var member = organizations
                .member(new MemberId(admissions.get(id).candidate()), day())
                .orElseThrow();
        assertThat(member.cell()).isEqualTo(cell(3).id());
        assertThat(member.state()).isEqualTo(MembershipState.PROBATIONARY);
    }

    /** Where the new member stood as what, from and to. */
    private List<String> register(AdmissionId id) {
        return jdbc.sql("""
                        select state || ' ' || valid_from || ' ' || coalesce(valid_to::text, 'null')
                        from organization.membership where member_id = :id order by valid_from""")
                .param("id", admissions.get(id).candidate())
                .query(String.class)
                .list();
    }

    @Test
    void notesAreDueEveryQuarterUntilTheProbationEnds() {
        var id = admitted();
        assertThat(probations.nextNote(id).map(DomainTime::dateOf)).hasValue(LocalDate.of(2026, 6, 2));

        for (var note = 1; note <= 3; note++) {
            probations.noteWritten(id, "Tiến bộ", secretary());
        }

        assertThat(probations.nextNote(id)).isEmpty();
    }

    @Test
    void aCaseIsStoppedOnceAndNeverAfterTheCeremony() {
        var id = open(cell);
        admissions.stop(id, AdmissionManagement.StopCause.WITHDREW, "Rút đơn", secretary());
        admissions.closeStopped(id);
        admissions.closeStopped(id);
        assertThat(state(id)).isEqualTo(AdmissionState.STOPPED);
        assertThat(cases.find(id.caseId()).orElseThrow().outcome()).isEqualTo("admission.outcome.stopped");

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() ->
                        admissions.stop(admitted(), AdmissionManagement.StopCause.WITHDREW, "Rút đơn", secretary()))
                .satisfies(refusal -> assertThat(refusal.messageKey()).isEqualTo("admission.error.cannotStop"));
    }

    @Test
    void aCeremonyAfterItsLimitNeedsConsentFirst() {
        var id = decided();
        today(LocalDate.of(2026, 4, 14));
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> ceremonies.held(id, day(), member(0).id(), null, secretary()))
                .satisfies(refusal -> assertThat(refusal.messageKey()).isEqualTo("admission.error.ceremonyTooLate"));

        ceremonies.consentToLate(id, LocalDate.of(2026, 4, 20), "Bão", committee());
        ceremonies.held(id, day(), member(0).id(), null, secretary());

        assertThat(admissions.get(id).probationEndsOn()).isEqualTo("2027-04-14");
    }

    @Test
    void theSameCandidateIsOpenedOnce() {
        var candidate = UUID.randomUUID();

        assertThat(open(cell, candidate, CERTIFICATE)).isEqualTo(open(cell, candidate, CERTIFICATE));
    }

    private AdmissionId open(UnitView where) {
        return open(where, CERTIFICATE);
    }

    private AdmissionId open(UnitView where, LocalDate certificate) {
        return open(where, UUID.randomUUID(), certificate);
    }

    private AdmissionId open(UnitView where, UUID candidate, LocalDate certificate) {
        return open(
                where,
                candidate,
                new AdmissionManagement.Person(LocalDate.of(1999, 1, 1), Education.UPPER_SECONDARY, false, null),
                certificate);
    }

    private AdmissionId open(UnitView where, UUID candidate, AdmissionManagement.Person person, LocalDate certificate) {
        return admissions.open(
                new AdmissionManagement.Candidacy(
                        Listed.in(jdbc, where.id(), candidate, person.bornOn()),
                        where.id(),
                        person,
                        "GCN-01",
                        certificate,
                        List.of(
                                new AdmissionManagement.Sponsoring(member(0).id(), LocalDate.of(2024, 1, 1)),
                                new AdmissionManagement.Sponsoring(member(1).id(), LocalDate.of(2024, 1, 1)))),
                secretary());
    }

    private void fileDossier(AdmissionId id) {
        dossiers.applicationReceived(id, day(), null, secretary());
        dossiers.historyDeclared(id, day(), null, secretary());
        dossiers.verificationAsked(id, day(), 2, committee());
        dossiers.verified(id, true, day(), null, secretary());
        dossiers.historyConcluded(id, day(), "Rõ ràng", secretary());
        dossiers.historyCertified(id, day(), committee());
        dossiers.unionResolved(id, null, null, null, null, null, secretary());
        dossiers.opinionsSummarised(
                id, day(), new Dossiers.Opinion(10, 0), new Dossiers.Opinion(20, 1), null, secretary());
        dossiers.introduced(id, member(0).id(), day(), null, secretary());
        dossiers.introduced(id, member(1).id(), day(), null, secretary());
        dossiers.dossierComplete(id, secretary());
    }

    @Test
    void aClockWarnsOnceOnEachOfItsDaysAndADayThatWasMissedIsMadeUpFor() {
        var id = open(cell);
        fileDossier(id);
        cellVotes(id, 20, 23);
        progress.begin(id);
        assertThat(deadline(id, AdmissionClock.DECISION)).isEqualTo("2026-05-28");

        warnOn(LocalDate.of(2026, 5, 7));
        assertThat(warned(id)).isEmpty();
        warnOn(LocalDate.of(2026, 5, 8));
        warnOn(LocalDate.of(2026, 5, 8));
        warnOn(LocalDate.of(2026, 5, 17));
        assertThat(warned(id)).containsExactly("admission-decision 2026-05-28 2026-05-08");
        warnOn(LocalDate.of(2026, 5, 24)); // nothing ran on the 18th and the 23rd
        assertThat(warned(id))
                .containsExactly(
                        "admission-decision 2026-05-28 2026-05-08", "admission-decision 2026-05-28 2026-05-23");

        await().untilAsserted(() -> assertThat(noticesOf(secretary(), id))
                .containsExactlyInAnyOrder(
                        "%s: hạn ra quyết định kết nạp là ngày 28/05/2026 (còn 20 ngày).".formatted(cell.name()),
                        "%s: hạn ra quyết định kết nạp là ngày 28/05/2026 (còn 4 ngày).".formatted(cell.name())));
        var office = organizations
                .holders(Office.COMMITTEE_OFFICE, admissions.get(id).committee(), day())
                .getFirst();
        await().untilAsserted(() -> assertThat(noticesOf(user(office.id()), id)).hasSize(2));
        assertThat(noticesOf(user(neighbour().id()), id)).isEmpty();
    }

    @Test
    void aClockThatStandsDoesNotWarnAndWarnsAnewWhenItGoesOn() {
        var delegated = cell(2);
        delegateRoute(delegated);
        cell = delegated;
        var id = open(delegated);
        fileDossier(id);
        cellVotes(id, 20, 23);
        progress.begin(id);
        progress.next(id);
        today(LocalDate.of(2026, 5, 6));
        progress.supplementAsked(id, "Bản sao giấy chứng nhận", committee());

        warnOn(LocalDate.of(2026, 5, 20));
        assertThat(warned(id)).isEmpty();

        progress.supplied(id, "Đã nộp", secretary());
        var due = admissions.get(id).decideBy();
        warnOn(due.minusDays(5));
        assertThat(warned(id)).containsExactly("admission-decision " + due + " " + due.minusDays(5));
    }

    private void warnOn(LocalDate date) {
        today(date);
        warnings.run();
    }

    private List<String> warned(AdmissionId id) {
        return jdbc.sql("""
                        select step || ' ' || due_on || ' ' || warned_for from admission.clock_warning
                        where case_id = :case order by warned_for""").param("case", id.value()).query(String.class).list();
    }

    private List<String> noticesOf(CurrentUser user, AdmissionId id) {
        return jdbc.sql("""
                        select message_key, arguments from notifications.notice
                        where recipient = :member and link = :link order by id""")
                .param("member", user.member().value())
                .param("link", "/admission/cases/" + id)
                .query((row, number) -> messages.getMessage(
                        row.getString("message_key"),
                        json.readValue(row.getString("arguments"), String[].class),
                        Locale.forLanguageTag("vi")))
                .list();
    }

    private MemberView neighbour() {
        return organizations.holders(Office.CELL_SECRETARY, cell(4).id(), day()).getFirst();
    }

    private AdmissionId decided() {
        var id = open(cell);
        fileDossier(id);
        cellVotes(id, 20, 23);
        recognise(id);
        ceremonies.decisionReceived(id, day(), secretary());
        ceremonies.setDeadline(id);
        return id;
    }

    private AdmissionId admitted() {
        var id = decided();
        ceremonies.held(id, day(), member(0).id(), null, secretary());
        probations.setClocks(id);
        return id;
    }

    /** Through all bodies of the commune's route, each in favour, to the decision. */
    private void recognise(AdmissionId id) {
        progress.begin(id);
        progress.next(id);
        bodyVotes(id, Body.BASE_COMMITTEE, 12, 15, StepResult.GO_ON);
        progress.next(id);
        progress.fileChecked(id, true, null, committee());
        progress.next(id);
        bodyVotes(id, Body.STANDING_COMMITTEE, 4, 5, StepResult.DECIDED);
        progress.decided(id, "15-QĐ/ĐU", day(), committee());
    }

    private CellVotes.Outcome cellVotes(AdmissionId id, int inFavour, int members) {
        var number = votes.request(id);
        votes.enterCount(id, number, day(), entry(inFavour, members), member(0).id());
        votes.enterCount(id, number, day(), entry(inFavour, members), member(1).id());
        return votes.follow(id, number);
    }

    private void bodyVotes(AdmissionId id, Body body, int inFavour, int members, StepResult expected) {
        progress.enterCount(id, day(), entry(inFavour, members), member(2).id());
        progress.enterCount(id, day(), entry(inFavour, members), member(3).id());
        assertThat(progress.reconcile(id, body)).isEqualTo(new ApprovalProgress.Reconciled(true, expected));
        assertThat(progress.reconcile(id, body)).isEqualTo(new ApprovalProgress.Reconciled(true, expected));
    }

    /** Everybody came and every paper is valid. */
    private static Protocol.Entry entry(int inFavour, int members) {
        return new Protocol.Entry(
                new VoteBase(members, members), new Count(members, members, members, inFavour, members - inFavour));
    }

    private void delegateRoute(UnitView unit) {
        var route = UUID.randomUUID();
        jdbc.sql("""
                        insert into admission.approval_route (id, code, name, unit_id, valid_from, source)
                        values (:id, 'delegated ' || :id, 'Ủy quyền', :unit, '2026-01-01', 'QĐ 01')""").param("id", route).param("unit", unit.id().value()).update();
        jdbc.sql("""
                        insert into admission.route_step (route_id, position, body, decides, pauses_clock)
                        values (:id, 1, 'CELL', false, false), (:id, 2, 'ORG_CHECK', false, true),
                            (:id, 3, 'BASE_COMMITTEE', true, false)""").param("id", route).update();
    }

    private AdmissionState state(AdmissionId id) {
        return admissions.get(id).state();
    }

    private LocalDate deadline(AdmissionId id, AdmissionClock clock) {
        return cases.find(id.caseId()).orElseThrow().deadlines().stream()
                .filter(deadline -> deadline.step().equals(clock.step()))
                .map(deadline -> DomainTime.dateOf(deadline.due()))
                .findFirst()
                .orElseThrow();
    }

    private long history(AdmissionId id, String key) {
        return cases.history(id.caseId()).stream()
                .filter(line -> line.messageKey().equals("admission.history." + key))
                .count();
    }

    private UnitView cell(int number) {
        return organizations.unitByCode("MAU-CB%02d".formatted(number), day()).orElseThrow();
    }

    private MemberView member(int index) {
        return organizations.membersOf(cell.id(), day()).stream()
                .filter(member -> member.state() == MembershipState.OFFICIAL)
                .toList()
                .get(index);
    }

    private CurrentUser secretary() {
        return user(organizations
                .holders(Office.CELL_SECRETARY, cell.id(), day())
                .getFirst()
                .id());
    }

    private CurrentUser committee() {
        return user(member(4).id());
    }

    private CurrentUser user(MemberId member) {
        return new CurrentUser(UUID.randomUUID(), "", member, "", false, organizations.officesOf(member, day()));
    }

    private static LocalDate day() {
        return DomainTime.dateOf(now);
    }

    private static void today(LocalDate date) {
        now = date.atTime(9, 0).atZone(DomainTime.ZONE).toInstant();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class MovableClock {

        /** A sitting whose roll call the test says; those of the meeting room are tested with the room. */
        @Bean
        @Primary
        SittingVoters sittingVoters() {
            return new SittingVoters() {
                @Override
                public Voters of(UUID sitting) {
                    return voters;
                }

                @Override
                public Optional<String> page(UUID sitting) {
                    return Optional.empty();
                }
            };
        }

        @Bean
        @Primary
        Clock movableClock() {
            return new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            };
        }
    }
}
