package vn.chibo.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import vn.chibo.identity.Access;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.Substitutions;
import vn.chibo.organization.UnitId;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.shared.NotFound;

@ApplicationModuleTest(extraIncludes = "shared")
class CasesIT {

    private static final CaseKind KIND = new CaseKind("monthly-meeting");
    private static final PolicySnapshot POLICY = new PolicySnapshot(
            LocalDate.of(2026, 10, 1),
            Map.of(
                    "meeting.minMinutes",
                    new PolicySnapshot.Value("60", null, LocalDate.of(2026, 1, 1), "HD 42-HD/BTCTW")));

    @Autowired
    Cases cases;

    @MockitoBean
    Access access;

    @MockitoBean
    Organizations organizations;

    @MockitoBean
    Substitutions substitutions;

    private UnitId cell = new UnitId(UUID.randomUUID());

    @BeforeEach
    void anotherCell() {
        cell = new UnitId(UUID.randomUUID());
    }

    @Test
    void opensACaseWithItsPolicyAndReturnsTheSameOneAgain() {
        var id = cases.open(KIND, cell, "2026-11", POLICY);

        assertThat(cases.open(KIND, cell, "2026-11", POLICY)).isEqualTo(id);
        assertThat(cases.open(KIND, cell, "2026-12", POLICY)).isNotEqualTo(id);
        assertThat(cases.find(id)).hasValueSatisfying(found -> {
            assertThat(found.policy()).isEqualTo(POLICY);
            assertThat(found.closedAt()).isNull();
        });
    }

    @Test
    void opensOneCaseWhenManyOpenItAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var ids = new HashSet<CaseId>();
            Callable<CaseId> open = () -> cases.open(KIND, cell, "2026-11", POLICY);
            for (var answer : threads.invokeAll(java.util.Collections.nCopies(24, open))) {
                ids.add(answer.get());
            }

            assertThat(ids).hasSize(1);
        }
    }

    @Test
    void summariesLeaveOutWhatDoesNotExist() {
        var first = cases.open(KIND, cell, "2026-10", POLICY);
        var second = cases.open(KIND, cell, "2026-11", POLICY);

        assertThat(cases.summaries(List.of(first, second, first, new CaseId(UUID.randomUUID()))))
                .extracting(CaseSummary::id, CaseSummary::unit, CaseSummary::subject)
                .containsExactlyInAnyOrder(tuple(first, cell, "2026-10"), tuple(second, cell, "2026-11"));
        assertThat(cases.summaries(List.of())).isEmpty();
    }

    @Test
    void lendsItselfToOneProcessInstanceOnly() {
        var id = cases.open(KIND, cell, "2026-11", POLICY);

        assertThat(cases.claim(id, 1)).isTrue();
        assertThat(cases.claim(id, 1)).isTrue();
        assertThat(cases.claim(id, 2)).isFalse();
        cases.close(id, "meetings.outcome.verified");
        assertThat(cases.claim(id, 1)).isTrue();
    }

    @Test
    void aClosedCaseIsNotClaimedAnyMore() {
        var id = cases.open(KIND, cell, "2026-11", POLICY);
        cases.close(id, "meetings.outcome.verified");

        assertThat(cases.claim(id, 1)).isFalse();
    }

    @Test
    void deadlinesMoveAndReopenOnlyWhenTheirMomentChanges() {
        var id = cases.open(KIND, cell, "2026-11", POLICY);
        var first = Instant.parse("2026-10-25T16:59:59Z");
        var moved = Instant.parse("2026-10-28T16:59:59Z");
        cases.setDeadline(id, "register-date", first, "meetings.rule.register", List.of("25"), "An Phú");
        cases.meetDeadline(id, "register-date", first.minusSeconds(60));

        cases.setDeadline(id, "register-date", first, "meetings.rule.register", List.of("25"), "An Phú");
        assertThat(deadline(id).metAt()).isEqualTo(first.minusSeconds(60));

        cases.setDeadline(id, "register-date", moved, "meetings.rule.extended", List.of("28"), "QĐ 12");
        assertThat(deadline(id))
                .isEqualTo(
                        new Deadline("register-date", moved, "meetings.rule.extended", List.of("28"), "QĐ 12", null));
    }

    @Test
    void aDroppedStepIsDueAgainAtTheSameMomentUnlessItsCaseIsClosed() {
        var id = cases.open(KIND, cell, "2026-11", POLICY);
        var due = Instant.parse("2026-11-11T16:59:59Z");
        cases.setDeadline(id, "finish-meeting", due, "rule", List.of(), "source");
        cases.dropDeadline(id, "finish-meeting");
        assertThat(cases.overdueIn(List.of(cell), due.plusSeconds(1), 0, 10)).isEmpty();
        assertThat(cases.find(id).orElseThrow().deadlines()).isEmpty();

        cases.setDeadline(id, "finish-meeting", due, "rule", List.of(), "source");
        assertThat(cases.overdueIn(List.of(cell), due.plusSeconds(1), 0, 10)).hasSize(1);

        cases.close(id, "meetings.outcome.verified");
        cases.setDeadline(id, "finish-meeting", due, "rule", List.of(), "source");
        assertThat(cases.overdueIn(List.of(cell), due.plusSeconds(1), 0, 10)).isEmpty();
    }

    @Test
    void anOverdueStepIsListedUntilMetOrClosed() {
        var id = cases.open(KIND, cell, "2026-11", POLICY);
        var due = Instant.parse("2026-10-25T16:59:59Z");
        cases.setDeadline(id, "register-date", due, "rule", List.of(), "source");
        cases.setDeadline(id, "hold", due.plusSeconds(60), "rule", List.of(), "source");

        assertThat(cases.overdueIn(List.of(cell), due, 0, 10)).isEmpty();
        assertThat(cases.overdueIn(List.of(cell), due.plusSeconds(61), 0, 10))
                .extracting(CaseSummary::step)
                .containsExactly("register-date", "hold");
        cases.meetDeadline(id, "register-date", due.plusSeconds(5));
        assertThat(cases.openIn(List.of(cell), KIND, 0, 10))
                .singleElement()
                .satisfies(open -> assertThat(open.step()).isEqualTo("hold"));
        cases.close(id, "meetings.outcome.notHeld");
        assertThat(cases.overdueIn(List.of(cell), due.plusSeconds(61), 0, 10)).isEmpty();
        assertThat(cases.countOpenIn(List.of(cell), null)).isZero();
    }

    @Test
    void keepsTheHistoryInTheOrderItHappened() {
        var id = cases.open(KIND, cell, "2026-11", POLICY);
        var secretary = new MemberId(UUID.randomUUID());
        cases.record(id, null, "meetings.history.opened");
        cases.record(id, secretary, "meetings.history.dateRegistered", "05/11/2026");

        assertThat(cases.history(id))
                .extracting(Cases.HistoryLine::actor, Cases.HistoryLine::messageKey, Cases.HistoryLine::arguments)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(null, "meetings.history.opened", List.of()),
                        org.assertj.core.groups.Tuple.tuple(
                                secretary, "meetings.history.dateRegistered", List.of("05/11/2026")));
    }

    @Test
    void keepsTheFirstOutcomeAndRefusesToCloseWhatDoesNotExist() {
        var id = cases.open(KIND, cell, "2026-11", POLICY);
        cases.close(id, "meetings.outcome.verified");
        cases.close(id, "meetings.outcome.notHeld");

        assertThat(cases.find(id).orElseThrow().outcome()).isEqualTo("meetings.outcome.verified");
        assertThatExceptionOfType(NotFound.class)
                .isThrownBy(() -> cases.close(new CaseId(UUID.randomUUID()), "meetings.outcome.verified"));
    }

    private Deadline deadline(CaseId id) {
        return cases.find(id).orElseThrow().deadlines().getFirst();
    }
}
