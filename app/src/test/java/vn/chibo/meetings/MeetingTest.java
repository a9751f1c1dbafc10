package vn.chibo.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.chibo.organization.CellType;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.RuleViolation;

class MeetingTest {

    private static final Instant NOW = Instant.parse("2026-10-20T02:00:00Z");
    private static final Instant EVENING_OF_THE_3RD = Instant.parse("2026-11-03T12:30:00Z");
    private static final Instant EVENING_OF_THE_9TH = Instant.parse("2026-11-09T12:30:00Z");

    private final Meeting meeting = november();

    @Test
    void aDateIsRegisteredThenAgreed() {
        register(EVENING_OF_THE_3RD);
        meeting.approve();

        assertThat(meeting.status()).isEqualTo(MeetingStatus.APPROVED);
        assertThat(meeting.plannedStart()).isEqualTo(EVENING_OF_THE_3RD);
    }

    @Test
    void aDateOfAnotherMonthIsRefusedBesideItsField() {
        var midnightAfterTheMonthInVietNam = Instant.parse("2026-11-30T17:00:00Z");

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> register(midnightAfterTheMonthInVietNam))
                .satisfies(violation -> {
                    assertThat(violation.field()).isEqualTo("date");
                    assertThat(violation.messageKey()).isEqualTo("meetings.error.otherMonth");
                });
    }

    @Test
    void theFirstHourOfTheMonthInVietNamBelongsToIt() {
        register(Instant.parse("2026-10-31T17:00:00Z"));

        assertThat(meeting.status()).isEqualTo(MeetingStatus.REGISTERED);
    }

    @Test
    void aDateThatHasPassedIsRefused() {
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> meeting.register(
                        EVENING_OF_THE_3RD, "Nhà văn hóa", MeetingMode.IN_PERSON, false, null, EVENING_OF_THE_9TH))
                .satisfies(violation -> assertThat(violation.messageKey()).isEqualTo("meetings.error.past"));
    }

    @Test
    void aRefusedDateIsGivenUpAndAnotherRegistered() {
        register(EVENING_OF_THE_3RD);
        meeting.refuse("Trùng lịch");

        assertThat(meeting.plannedStart()).isNull();
        register(EVENING_OF_THE_9TH);
        assertThat(meeting.story().refusalReason()).isNull();
    }

    @Test
    void registeringTwiceIsRefused() {
        register(EVENING_OF_THE_3RD);

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> register(EVENING_OF_THE_9TH))
                .satisfies(
                        violation -> assertThat(violation.messageKey()).isEqualTo("meetings.error.alreadyRegistered"));
    }

    @Test
    void postponingKeepsTheFirstDateAndEveryReasonAndVoidsTheNotice() {
        agreed();
        meeting.noticeSent(true, NOW);

        meeting.postpone(EVENING_OF_THE_9TH, "Bão", NOW);
        meeting.postpone(Instant.parse("2026-11-12T12:30:00Z"), "Lụt", NOW);

        var story = meeting.story();
        assertThat(meeting.status()).isEqualTo(MeetingStatus.POSTPONED);
        assertThat(story.postponements()).extracting(Postponement::reason).containsExactly("Bão", "Lụt");
        assertThat(story.postponements().getFirst().fromStart()).isEqualTo(EVENING_OF_THE_3RD);
        assertThatExceptionOfType(RuleViolation.class).isThrownBy(() -> meeting.noticeSent(true, NOW));
    }

    @Test
    void aMeetingCannotBePostponedIntoAnotherMonth() {
        agreed();

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> meeting.postpone(Instant.parse("2026-12-01T12:30:00Z"), "Bão", NOW))
                .satisfies(violation -> assertThat(violation.messageKey()).isEqualTo("meetings.error.otherMonth"));
    }

    @Test
    void whatWasOpenedIsNeitherPostponedNorDeclaredNotHeldNorOvertakenByTheMonth() {
        opened();

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> meeting.postpone(EVENING_OF_THE_9TH, "Bão", NOW));
        assertThatExceptionOfType(RuleViolation.class).isThrownBy(() -> meeting.declareNotHeld("Bão"));
        assertThatIllegalStateException().isThrownBy(() -> meeting.notHeld(false));
    }

    @Test
    void aSittingWithoutQuorumIsAdjournedWithinTheMonthOrTheMonthIsNotHeld() {
        opened();
        meeting.adjourn(EVENING_OF_THE_9TH, "Thiếu đảng viên", NOW);
        assertThat(meeting.status()).isEqualTo(MeetingStatus.POSTPONED);

        meeting.approve();
        meeting.opened(member(), member());
        meeting.notHeld(true);
        assertThat(meeting.status()).isEqualTo(MeetingStatus.NOT_HELD);
    }

    @Test
    void afterTheMeetingStepsComeInOrder() {
        opened();
        assertThatExceptionOfType(RuleViolation.class).isThrownBy(() -> meeting.finalised("01-NQ/CB"));

        meeting.held(EVENING_OF_THE_3RD, EVENING_OF_THE_3RD.plusSeconds(5400));
        meeting.held(EVENING_OF_THE_3RD, EVENING_OF_THE_9TH);
        assertThat(meeting.heldEnd()).isEqualTo(EVENING_OF_THE_3RD.plusSeconds(5400));
        meeting.finalised("01-NQ/CB");
        meeting.reported(NOW, null);
        meeting.verified();
        meeting.verified();
        assertThat(meeting.status()).isEqualTo(MeetingStatus.VERIFIED);
    }

    @Test
    void aCellThatWaitsForConsentInVainMayPostpone() {
        agreed();
        meeting.awaitsConsent();

        assertThat(meeting.postpone(EVENING_OF_THE_9TH, "Bão", NOW)).isTrue();

        assertThat(meeting.status()).isEqualTo(MeetingStatus.POSTPONED);
        assertThat(meeting.isConsentPending()).isFalse();
    }

    @Test
    void aCellThatWaitsForConsentInVainMayGiveTheMonthUp() {
        agreed();
        meeting.awaitsConsent();

        assertThat(meeting.declareNotHeld("Bão")).isTrue();

        assertThat(meeting.status()).isEqualTo(MeetingStatus.NOT_HELD);
        assertThat(meeting.isConsentPending()).isFalse();
    }

    @Test
    void theSamePostponementAndTheSameDeclarationTwiceAreOne() {
        agreed();

        assertThat(meeting.postpone(EVENING_OF_THE_9TH, "Bão", NOW)).isTrue();
        assertThat(meeting.postpone(EVENING_OF_THE_9TH, "Bão", NOW)).isFalse();
        assertThat(meeting.declareNotHeld("Lụt")).isTrue();
        assertThat(meeting.declareNotHeld("Lụt")).isFalse();

        assertThat(meeting.story().postponements()).hasSize(1);
    }

    @Test
    void theReasonGivenAtTheRollCallIsTheMonthsReason() {
        opened();
        meeting.noDateLeft("Thiếu người, hết tháng");
        meeting.notHeld(true);

        assertThat(meeting.notHeldReasonKnown()).isTrue();
        assertThat(meeting.story().notHeldReason()).isEqualTo("Thiếu người, hết tháng");
    }

    @Test
    void onlyTheFirstUploadOfPapersCounts() {
        meeting.papersUploaded(NOW, null);
        meeting.papersUploaded(EVENING_OF_THE_3RD, "https://example.vn/tai-lieu");

        assertThat(meeting.story().papersLink()).isEqualTo("https://example.vn/tai-lieu");
        assertThat(meeting.papersUploadedAt()).isEqualTo(NOW);
    }

    private void register(Instant start) {
        meeting.register(start, "Nhà văn hóa", MeetingMode.IN_PERSON, false, null, NOW);
    }

    private void agreed() {
        register(EVENING_OF_THE_3RD);
        meeting.approve();
    }

    private void opened() {
        agreed();
        meeting.opened(member(), member());
    }

    private static MemberId member() {
        return new MemberId(UUID.randomUUID());
    }

    private static Meeting november() {
        return new Meeting(
                UUID.randomUUID(),
                unit("CB-001", UnitType.CELL),
                unit("DU-001", UnitType.COMMUNE),
                YearMonth.of(2026, 11),
                NOW,
                true,
                true);
    }

    private static UnitView unit(String code, UnitType type) {
        return new UnitView(
                new UnitId(UUID.randomUUID()),
                code,
                code,
                type,
                CellType.VILLAGE,
                null,
                null,
                LocalDate.of(2025, 7, 1),
                null);
    }
}
