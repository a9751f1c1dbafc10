package vn.chibo.admission.votes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Participation;
import vn.chibo.shared.RuleViolation;

class VoteTest {

    @ParameterizedTest
    @CsvSource({
        "OFFICIAL, ACTIVE, true, true",
        "OFFICIAL, ACTIVE, false, true",
        "OFFICIAL, SPECIAL_DUTY, false, true",
        "OFFICIAL, TEMP_AWAY, false, false",
        "OFFICIAL, TEMP_AWAY, true, false",
        "OFFICIAL, EXEMPT, false, false",
        "OFFICIAL, EXEMPT, true, true",
        "PROBATIONARY, ACTIVE, true, false",
        "PROBATIONARY, EXEMPT, true, false",
    })
    void knowsWhoIsInTheBaseOfTheCellsVote(
            MembershipState state, Participation participation, boolean present, boolean counts) {
        assertThat(new Voter(state, participation, present).counts()).isEqualTo(counts);
    }

    @Test
    void anAbsentMemberStaysInTheBaseAndAnAbsentExemptOneLeavesIt() {
        var members = new ArrayList<Voter>();
        for (var i = 0; i < 20; i++) {
            members.add(new Voter(MembershipState.OFFICIAL, Participation.ACTIVE, i < 17));
        }
        members.add(new Voter(MembershipState.OFFICIAL, Participation.EXEMPT, false));
        members.add(new Voter(MembershipState.OFFICIAL, Participation.EXEMPT, true));
        members.add(new Voter(MembershipState.OFFICIAL, Participation.TEMP_AWAY, false));
        members.add(new Voter(MembershipState.PROBATIONARY, Participation.ACTIVE, true));

        assertThat(VoteBase.ofCell(members)).isEqualTo(new VoteBase(21, 18));
    }

    @ParameterizedTest
    @CsvSource({"15, false, '65,2'", "16, true, '69,6'"})
    void twoThirdsOfTwentyThreeAreSixteen(int inFavour, boolean passed, String percent) {
        var base = new VoteBase(23, 20);

        var result = new VoteResult(base, new Count(20, 20, 20, inFavour, 20 - inFavour), Threshold.of(">=2/3"));

        assertThat(result.passed()).isEqualTo(passed);
        assertThat(result.percent()).isEqualTo(percent);
    }

    @Test
    void anInvalidPaperCountsForNobody() {
        var count = new Count(20, 19, 17, 15, 2);

        assertThat(count.invalid()).isEqualTo(2);
        assertThat(new VoteResult(VoteBase.ofBody(22, 20), count, Threshold.of(">=2/3")).passed())
                .isTrue();
        assertThat(new VoteResult(VoteBase.ofBody(23, 20), count, Threshold.of(">=2/3")).passed())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // issued, returned, valid, for, against, field, message
        "20, 21, 20, 20, 0, returned, admission.error.count.moreReturned",
        "20, 19, 20, 20, 0, valid, admission.error.count.moreValid",
        "20, 20, 20, 20, 1, inFavour, admission.error.count.sum",
        "20, 20, 20, 18, 1, inFavour, admission.error.count.sum",
        "20, 20, 20, 21, -1, against, admission.error.count.negative",
        "-1, 0, 0, 0, 0, issued, admission.error.count.negative",
        "20, 20, 2, 2147483647, 2147483647, inFavour, admission.error.count.sum",
    })
    void refusesCountsThatCannotBeRight(
            int issued, int returned, int valid, int inFavour, int against, String field, String message) {
        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> new Count(issued, returned, valid, inFavour, against))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo(field))
                .satisfies(refusal -> assertThat(refusal.messageKey()).isEqualTo(message));
    }

    @Test
    void refusesMorePapersThanPeople() {
        var count = new Count(21, 21, 21, 21, 0);

        assertThatExceptionOfType(RuleViolation.class)
                .isThrownBy(() -> count.within(new VoteBase(23, 20)))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("issued"));
        assertThat(count.within(new VoteBase(23, 21))).isSameAs(count);
    }

    @Test
    void twoEntriesThatAgreeAreReconciled() {
        assertThat(new Protocol(entry(18, 2), entry(18, 2)).reconciled()).isTrue();
    }

    @Test
    void namesTheFieldsInWhichTwoEntriesDiffer() {
        var first = entry(18, 2);
        var second = new Protocol.Entry(new VoteBase(22, 20), new Count(20, 20, 19, 17, 2));

        assertThat(new Protocol(first, second).differences()).isEqualTo(List.of("members", "valid", "inFavour"));
        assertThat(new Protocol(first, second).reconciled()).isFalse();
    }

    @Test
    void theLevelAboveDecidesAfterTheLastBallot() {
        var limit = new BallotLimit(3);

        assertThat(limit.leavesAnother(0)).isTrue();
        assertThat(limit.leavesAnother(2)).isTrue();
        assertThat(limit.leavesAnother(3)).isFalse();
    }

    private static Protocol.Entry entry(int inFavour, int against) {
        return new Protocol.Entry(new VoteBase(23, 20), new Count(20, 20, 20, inFavour, against));
    }
}
