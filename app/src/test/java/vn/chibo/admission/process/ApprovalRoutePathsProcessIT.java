package vn.chibo.admission.process;

import static io.camunda.process.test.api.CamundaAssert.assertThatUserTask;
import static io.camunda.process.test.api.assertions.UserTaskSelectors.byElementId;

import io.camunda.client.CamundaClient;
import io.camunda.process.test.api.CamundaProcessTest;
import io.camunda.process.test.api.CamundaProcessTestContext;
import io.camunda.process.test.api.assertions.ProcessInstanceAssert;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ways through {@code approval-route.bpmn}: routes of several shapes, and the clock firing, moved, paused. */
@CamundaProcessTest
class ApprovalRoutePathsProcessIT {

    private CamundaClient client;
    private CamundaProcessTestContext processTestContext;
    private ProcessTesting testing;

    @BeforeEach
    void deploy() {
        testing = new ProcessTesting(client, processTestContext, ApprovalRouteProcess.ID);
        testing.deploy();
        testing.mock(
                ApprovalRouteProcess.BEGIN_ROUTE,
                Map.of("decideBy", testing.day(60), "clockMoves", 0, "clockPaused", false, "upperCode", "TU-1"));
        testing.mock(ApprovalRouteProcess.ESCALATE_DECISION, Map.of());
        testing.mock(ApprovalRouteProcess.RECORD_RETURN, Map.of(ApprovalRouteProcess.OUTCOME, "RETURNED"));
    }

    @Test
    void goes_through_all_bodies_to_the_decision() {
        begin();

        step("SUB_COMMITTEE", "BP-1");
        testing.complete(ApprovalRouteProcess.APPRAISE, Map.of("stepResult", "GO_ON"));
        step("BASE_COMMITTEE", "DU-1", 1, 2);
        assertThatUserTask(byElementId(ApprovalRouteProcess.ENTER_COUNT.value()))
                .hasCandidateGroups(
                        List.of("committee-office@DU-1", "org-department@DU-1", "party-committee-secretary@DU-1"));
        enterCounts(2, 0);
        testing.job(ApprovalRouteProcess.RECONCILE_COUNT, Map.of("countsAgree", true, "stepResult", "GO_ON"));
        step("ORG_CHECK", "DU-1");
        testing.complete(ApprovalRouteProcess.CHECK_FILE, Map.of("stepResult", "GO_ON"));
        step("STANDING_COMMITTEE", "DU-1", 1, 2);
        enterCounts(2, 3);
        testing.job(ApprovalRouteProcess.RECONCILE_COUNT, Map.of("countsAgree", true, "stepResult", "DECIDED"));
        testing.complete(ApprovalRouteProcess.ISSUE_DECISION, Map.of(ApprovalRouteProcess.OUTCOME, "DECIDED"));

        route().isCompleted()
                .hasCompletedElements("EndEvent_Decided")
                .hasVariable(ApprovalRouteProcess.OUTCOME, "DECIDED")
                .hasNotActivatedElements("UserTask_SupplyFile", "Event_DecisionDue")
                .hasNoActiveIncidents();
    }

    @Test
    void a_delegated_base_committee_decides_by_itself() {
        begin();

        step("BASE_COMMITTEE", "DU-1", 1);
        enterCounts(1, 0);
        testing.job(ApprovalRouteProcess.RECONCILE_COUNT, Map.of("countsAgree", true, "stepResult", "DECIDED"));
        testing.complete(ApprovalRouteProcess.ISSUE_DECISION, Map.of(ApprovalRouteProcess.OUTCOME, "DECIDED"));

        route().isCompleted().hasCompletedElements("EndEvent_Decided").hasCompletedElement("ServiceTask_NextStep", 1);
    }

    @Test
    void counts_again_until_both_entries_agree() {
        begin();
        step("STANDING_COMMITTEE", "DU-1", 1, 2);

        enterCounts(2, 0);
        testing.job(ApprovalRouteProcess.RECONCILE_COUNT, Map.of("countsAgree", false));
        enterCounts(2, 3);
        testing.job(ApprovalRouteProcess.RECONCILE_COUNT, Map.of("countsAgree", true, "stepResult", "REFUSED"));
        testing.complete(ApprovalRouteProcess.WRITE_REFUSAL, Map.of(ApprovalRouteProcess.OUTCOME, "REFUSED"));

        route().isCompleted()
                .hasCompletedElements("EndEvent_Refused")
                .hasCompletedElement("ServiceTask_ReconcileCount", 2)
                .hasVariable(ApprovalRouteProcess.OUTCOME, "REFUSED");
    }

    @Test
    void asks_for_a_supplement_and_returns_the_file_to_the_cell() {
        begin();
        step("ORG_CHECK", "DU-1");

        testing.complete(ApprovalRouteProcess.CHECK_FILE, Map.of("stepResult", "SUPPLEMENT"));
        testing.complete(ApprovalRouteProcess.SUPPLY_FILE);
        testing.complete(ApprovalRouteProcess.CHECK_FILE, Map.of("stepResult", "RETURN"));

        route().isCompleted()
                .hasCompletedElements("ServiceTask_RecordReturn", "EndEvent_ReturnedToCell")
                .hasCompletedElement("UserTask_CheckFile", 2)
                .hasVariable(ApprovalRouteProcess.OUTCOME, "RETURNED");
    }

    @Test
    void an_overdue_decision_goes_to_the_level_above_and_an_extension_sets_the_clock_anew() {
        begin();
        step("ORG_CHECK", "DU-1");
        route().hasActiveElements("UserTask_CheckFile", "Gateway_AwaitClock");

        testing.advanceToDay(60);

        route().hasCompletedElements("Event_DecisionDue", "ServiceTask_EscalateDecision")
                .hasActiveElements("UserTask_ReviewDelay", "UserTask_CheckFile");
        assertThatUserTask(byElementId(ApprovalRouteProcess.REVIEW_DELAY.value()))
                .hasCandidateGroups(List.of("party-committee-secretary@TU-1", "org-department@TU-1"));
        testing.complete(ApprovalRouteProcess.REVIEW_DELAY, Map.of("extended", true, "decideBy", testing.day(90)));
        route().hasActiveElements("Gateway_AwaitClock").hasCompletedElement("Event_DecisionDue", 1);
        testing.advanceToDay(90);
        route().hasCompletedElement("Event_DecisionDue", 2).hasActiveElements("UserTask_ReviewDelay");
        testing.complete(ApprovalRouteProcess.REVIEW_DELAY, Map.of("extended", false));
        route().hasActiveElements("Event_ClockMoved")
                .isWaitingForMessage(ApprovalRouteProcess.DECISION_CLOCK_MOVED.value(), testing.caseId + ":0");
        clockMoves(0, 120, false);
        route().hasActiveElements("Gateway_AwaitClock");
        testing.advanceToDay(120);
        route().hasCompletedElement("Event_DecisionDue", 3).hasActiveElements("UserTask_CheckFile");
    }

    @Test
    void a_clock_moved_in_time_fires_at_the_new_moment_only() {
        begin();
        step("ORG_CHECK", "DU-1");
        route().isWaitingForMessage(ApprovalRouteProcess.DECISION_CLOCK_MOVED.value(), testing.caseId + ":0");

        clockMoves(0, 90, false);
        route().hasCompletedElements("Event_ClockMovedInTime")
                .isWaitingForMessage(ApprovalRouteProcess.DECISION_CLOCK_MOVED.value(), testing.caseId + ":1");
        testing.advanceToDay(61);

        route().hasNotActivatedElements("ServiceTask_EscalateDecision").hasActiveElements("Gateway_AwaitClock");
        testing.advanceToDay(90);
        route().hasCompletedElements("ServiceTask_EscalateDecision");
    }

    @Test
    void a_paused_clock_does_not_fire_until_it_goes_on() {
        begin();
        step("ORG_CHECK", "DU-1");

        clockMoves(0, 60, true);
        route().hasActiveElements("Event_ClockMoved");
        testing.advanceToDay(70);
        route().hasNotActivatedElements("ServiceTask_EscalateDecision");
        clockMoves(1, 80, false);
        route().hasActiveElements("Gateway_AwaitClock");
        testing.advanceToDay(80);

        route().hasCompletedElement("Event_DecisionDue", 1).hasActiveElements("UserTask_ReviewDelay");
    }

    @Test
    void a_clock_moved_while_the_delay_is_reviewed_settles_the_review() {
        begin();
        step("ORG_CHECK", "DU-1");
        route().hasActiveElements("Gateway_AwaitClock");
        testing.advanceToDay(60);
        route().hasActiveElements("UserTask_ReviewDelay");

        clockMoves(0, 90, false);

        route().hasCompletedElements("Message_MovedDuringReview")
                .hasTerminatedElements("UserTask_ReviewDelay")
                .hasActiveElements("Gateway_AwaitClock");
    }

    private void begin() {
        testing.start(Map.of(
                AdmissionProcess.CASE_ID,
                testing.caseId,
                "cellCode",
                "CB-1",
                "committeeCode",
                "DU-1",
                "ballotSubject",
                "ADMISSION"));
    }

    private ProcessInstanceAssert route() {
        return testing.instance();
    }

    private void step(String body, String code, Integer... counters) {
        testing.job(
                ApprovalRouteProcess.NEXT_STEP,
                Map.of("stepBody", body, "stepCode", code, "counters", List.of(counters)));
    }

    private void enterCounts(int entries, int before) {
        for (var entry = 1; entry <= entries; entry++) {
            testing.complete(ApprovalRouteProcess.ENTER_COUNT);
            // with the last entry the body of the multi-instance completes too
            route().hasCompletedElement("UserTask_EnterCount", before + entry + (entry == entries ? 1 : 0));
        }
    }

    private void clockMoves(int before, int newDay, boolean paused) {
        testing.publish(
                ApprovalRouteProcess.DECISION_CLOCK_MOVED,
                testing.caseId + ":" + before,
                Map.of("clockMoves", before + 1, "decideBy", testing.day(newDay), "clockPaused", paused));
    }
}
