package vn.chibo.bench;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.api.worker.JobWorker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.chibo.standalone.Broker;

/**
 * The ceiling of {@code ./chibo bench cycles}: the same broker and models with nothing around them, no exporter, no
 * application, no database. Workers answer at once what the real ones answer on the plain way through a month. Without an
 * exporter nobody learns the keys of user tasks, so here they are given to workers as jobs (the models without
 * {@code zeebe:userTask}); a worker is told by the engine, which is quicker than people who ask.
 */
final class BareEngine {

    private static final String USER_TASK = "io.camunda.zeebe:userTask";

    private final Path directory;
    private final int concurrency;
    private final CycleMeter meter = new CycleMeter();
    private volatile boolean over;

    BareEngine(Path directory, int concurrency) {
        this.directory = directory;
        this.concurrency = concurrency;
    }

    CycleMeter.Figures run(int warmUp, int seconds) throws Exception {
        try (var broker =
                        new Broker(Broker.Settings.forTests(directory)).start().awaitReady(Duration.ofMinutes(5));
                var client = CamundaClient.newClientBuilder()
                        .grpcAddress(broker.grpcAddress())
                        .restAddress(broker.restAddress())
                        .preferRestOverGrpc(false)
                        .applyEnvironmentVariableOverrides(false)
                        .defaultRequestTimeout(Duration.ofSeconds(60))
                        .numJobWorkerExecutionThreads(2)
                        .build()) {
            deploy(client);
            var workers = new ArrayList<JobWorker>();
            workers.add(worker(client, USER_TASK));
            for (var step : ANSWERS.keySet()) {
                if (step.startsWith("meetings.")) {
                    workers.add(worker(client, step));
                }
            }
            for (var i = 0; i < concurrency; i++) {
                open(client);
            }
            try {
                return meter.measure(
                        warmUp,
                        seconds,
                        () -> ProcessHandle.current()
                                .children()
                                .mapToDouble(CycleMeter::cpu)
                                .sum(),
                        () -> 0,
                        () -> CycleMeter.cpu(ProcessHandle.current()));
            } finally {
                over = true;
                workers.forEach(JobWorker::close);
            }
        }
    }

    private static void deploy(CamundaClient client) throws IOException {
        var home = Path.of(System.getenv().getOrDefault("CHIBO_HOME", "."));
        var deployment = client.newDeployResourceCommand()
                .addResourceFile(
                        home.resolve("processes/meetings/meeting-grade.dmn").toString());
        for (var name : List.of("monthly-meeting.bpmn", "hold-session.bpmn")) {
            var model = Files.readString(home.resolve("processes/meetings").resolve(name));
            deployment = deployment.addResourceString(
                    model.replaceAll("<zeebe:userTask\\s*/>", ""), StandardCharsets.UTF_8, name);
        }
        try (var forms = Files.list(home.resolve("forms/meetings"))) {
            for (var form : forms.toList()) {
                deployment = deployment.addResourceFile(form.toString());
            }
        }
        deployment.send().join();
    }

    private void open(CamundaClient client) {
        var id = UUID.randomUUID().toString();
        var variables = new HashMap<String, Object>(ANSWERS.get(""));
        variables.put("caseId", id);
        client.newPublishMessageCommand()
                .messageName("meetings.monthOpened")
                .correlationKey(id)
                .messageId(id)
                .variables(variables)
                .send()
                .whenComplete((taken, refused) -> {
                    if (refused != null && !over) {
                        open(client);
                    }
                });
    }

    private JobWorker worker(CamundaClient client, String type) {
        return client.newWorker()
                .jobType(type)
                .handler((jobs, job) -> work(client, jobs, job))
                .maxJobsActive(Math.max(32, concurrency))
                .timeout(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .streamEnabled(true)
                .open();
    }

    private void work(CamundaClient client, JobClient jobs, ActivatedJob job) {
        var userTask = job.getType().equals(USER_TASK);
        jobs.newCompleteCommand(job)
                .variables(ANSWERS.getOrDefault(userTask ? job.getElementId() : job.getType(), Map.of()))
                .send()
                .whenComplete((done, refused) -> {
                    if (refused != null) {
                        if (!over) {
                            work(client, jobs, job); // back-pressure
                        }
                    } else if (userTask) {
                        meter.userTasks.increment();
                    } else if (job.getType().equals("meetings.closeMonth")) {
                        meter.cycles.increment();
                        open(client);
                    }
                });
    }

    private static final Map<String, Map<String, Object>> ANSWERS = new HashMap<>();

    private static String days(int days) {
        return Instant.now().plus(Duration.ofDays(days)).toString();
    }

    private static void answer(String step, Object... namesAndValues) {
        var variables = new HashMap<String, Object>();
        for (var at = 0; at < namesAndValues.length; at += 2) {
            variables.put((String) namesAndValues[at], namesAndValues[at + 1]);
        }
        ANSWERS.put(step, variables);
    }

    static {
        answer(
                "",
                "cellCode",
                "MAU-CB001",
                "committeeCode",
                "MAU-01",
                "period",
                "2027-01",
                "registerBy",
                days(3),
                "notHeldAt",
                days(36),
                "hasCommittee",
                true,
                "hasAssignedMember",
                true,
                "dateProposed",
                false,
                "postponements",
                0,
                "prepared",
                false,
                "gradeGoodFrom",
                90,
                "gradeFairFrom",
                70,
                "gradeAverageFrom",
                50);
        answer("meetings.claimCase", "claimed", true);
        answer("UserTask_RegisterDate", "approveBy", days(5));
        answer("UserTask_ApproveDate", "dateApproved", true);
        answer(
                "meetings.setSchedule",
                "plannedStart",
                days(8),
                "draftBy",
                days(4),
                "preMeetingBy",
                days(5),
                "noticeBy",
                days(6),
                "uploadBy",
                days(6),
                "sittingBy",
                days(9));
        answer("UserTask_HoldPreMeeting", "prepared", true);
        answer("meetings.prepareSitting", "sittingId", UUID.randomUUID().toString());
        var chair = UUID.randomUUID().toString();
        var minuteTaker = UUID.randomUUID().toString();
        answer(
                "UserTask_OpenSitting",
                "needsConsent",
                false,
                "chairId",
                chair,
                "minuteTakerId",
                minuteTaker,
                "unfinishedAt",
                days(9));
        answer("UserTask_RollCall", "quorumReached", true, "mayDecide", true);
        answer("UserTask_VoteResolution", "resolutionResult", "PASSED");
        answer("UserTask_ScoreMeeting", "selfPoints", 92);
        answer("meetings.closeSitting");
        answer(
                "meetings.setReportingDeadlines",
                "signBy",
                days(10),
                "reportBy",
                days(12),
                "visitBy",
                days(12),
                "visitAwaitedUntil",
                days(20),
                "verifyBy",
                days(25),
                "chairId",
                chair,
                "minuteTakerId",
                minuteTaker);
        answer("UserTask_VerifyScore", "verifiedPoints", 91, "scoreAccepted", true);
        answer("meetings.closeMonth");
    }
}
