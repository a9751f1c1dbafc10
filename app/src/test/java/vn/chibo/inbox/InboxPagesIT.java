package vn.chibo.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.chibo.cases.CaseHistory;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.CaseKind;
import vn.chibo.cases.CaseSummary;
import vn.chibo.cases.CaseView;
import vn.chibo.cases.Cases;
import vn.chibo.cases.Deadline;
import vn.chibo.engine.EngineCommands;
import vn.chibo.engine.EngineModels;
import vn.chibo.engine.OpenTask;
import vn.chibo.engine.ProcessId;
import vn.chibo.identity.Access;
import vn.chibo.identity.CurrentUser;
import vn.chibo.identity.Users;
import vn.chibo.inbox.InboxTestDatabase.ReadModel;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.inbox.spi.TaskArea;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.Participation;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.shared.RuleViolation;

/** The pages as a browser gets them, over a hand-fed read model; the other modules are mocks. */
@ApplicationModuleTest(extraIncludes = "shared", webEnvironment = SpringBootTest.WebEnvironment.MOCK)
@AutoConfigureMockMvc
class InboxPagesIT {

    private static final String GROUP = "cell-secretary@CB-0001";
    private static final Instant NOW = InboxTestDatabase.NOW;
    private static long keys = 5_000;

    @Autowired
    private MockMvcTester http;

    @Autowired
    private ReadModel readModel;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private FakeArea area;

    @Autowired
    private DraftBox drafts;

    @MockitoBean
    private Users users;

    @MockitoBean
    private Access access;

    @MockitoBean
    private Organizations organizations;

    @MockitoBean
    private Cases cases;

    @MockitoBean
    private CaseHistory history;

    @MockitoBean
    private EngineCommands engine;

    @MockitoBean
    private EngineModels models;

    private final CurrentUser secretary = InboxTestDatabase.secretaryOf("CB-0001");
    private final CurrentUser deputy = InboxTestDatabase.secretaryOf("CB-0001");
    private final CurrentUser stranger = InboxTestDatabase.secretaryOf("CB-0002");
    private final CaseId caseId = new CaseId(UUID.randomUUID());
    private final long key = keys += 10;

    @BeforeEach
    void oneTaskWithItsCase() throws Exception {
        jdbc.sql("truncate engine.user_task, engine.user_task_candidate, engine.process_definition, inbox.submission,"
                        + " inbox.assignment, inbox.draft")
                .update();
        jdbc.sql(
                        "insert into engine.process_definition values (1, 'monthly-meeting', 1, 'monthly-meeting.bpmn', now(), :xml)")
                .param("xml", Files.readString(Path.of("../processes/meetings/monthly-meeting.bpmn")))
                .update();
        var theCase = new CaseView(
                caseId,
                new CaseKind("monthly-meeting"),
                new UnitId(UUID.randomUUID()),
                "2026-11",
                new PolicySnapshot(LocalDate.of(2026, 11, 1), Map.of()),
                List.of(new Deadline(
                        "explain",
                        NOW.minus(Duration.ofDays(3)),
                        "inbox.due",
                        List.of("ngày 5 hằng tháng"),
                        "HD 42-HD/BTCTW",
                        null)),
                NOW,
                null,
                null);
        when(cases.find(caseId)).thenReturn(Optional.of(theCase));
        when(cases.summaries(any()))
                .thenReturn(List.of(new CaseSummary(
                        caseId, theCase.kind(), theCase.unit(), theCase.subject(), theCase.openedAt(), null, null)));
        area.refuse = false;
        area.accepted = null;
        openTask(key, "UserTask_ExplainNotHeld", NOW.minus(Duration.ofDays(3)));
    }

    @Test
    void listNamesTheTaskAndSaysHowLateItIs() {
        assertThat(get(secretary, "/inbox"))
                .hasStatusOk()
                .bodyText()
                .contains("Giải trình lý do không sinh hoạt", "Chi bộ thôn 3", "quá hạn 3 ngày", "/tasks/" + key);
        assertThat(get(stranger, "/inbox"))
                .bodyText()
                .doesNotContain("/tasks/" + key)
                .contains("không có việc nào");
    }

    @Test
    void searchNeedsNoAccents() {
        openTask(key + 1, "UserTask_RegisterDate", null);

        assertThat(get(secretary, "/inbox?q=giai trinh THON"))
                .bodyText()
                .contains("/tasks/" + key + "\"")
                .doesNotContain("/tasks/" + (key + 1));
        assertThat(get(secretary, "/inbox?q=khong co gi")).bodyText().contains("Không tìm thấy");
    }

    @Test
    void listContinuesBehindTheLastLine() {
        for (int i = 1; i <= Inbox.PAGE; i++) {
            openTask(key + i, "UserTask_RegisterDate", NOW.minusSeconds(60 + i));
        }

        var first = body(get(secretary, "/inbox"));
        var link = java.util.regex.Pattern.compile("hx-get=\"([^\"]*after=[^\"]+)\"")
                .matcher(first);
        assertThat(link.find()).isTrue();
        var rest = body(get(secretary, link.group(1).replace("&amp;", "&")));

        assertThat(first).containsPattern("data-test=\"count-overdue\"[^>]*>\\s*<strong>21</strong>");
        assertThat(lines(first)).hasSize(Inbox.PAGE);
        assertThat(lines(rest)).hasSize(1).doesNotContainAnyElementsOf(lines(first));
    }

    @Test
    void brokenPlaceInTheListIsNotFound() {
        assertThat(get(secretary, "/inbox?group=later&after=x_y")).hasStatus(404);
        assertThat(get(secretary, "/inbox?group=never")).hasStatus(404);
    }

    @Test
    void taskPageSaysWhatWhyUntilWhenAndByWhichRule() {
        assertThat(get(secretary, "/tasks/" + key))
                .hasStatusOk()
                .bodyText()
                .contains(
                        "Giải trình lý do không sinh hoạt",
                        "Tháng đã hết",
                        "19/11/2026",
                        "Hạn: ngày 5 hằng tháng",
                        "HD 42-HD/BTCTW")
                .contains(
                        "name=\"reason\"",
                        "data-draft=\"task:" + key + "\"",
                        "data-draft-version=\"0\"",
                        "đã điền sẵn");
    }

    @Test
    void anotherCellsTaskIsRefused() {
        for (var path : List.of("", "/done", "/next?attempt=1")) {
            assertThat(get(stranger, "/tasks/" + key + path)).hasStatus(403);
        }
        assertThat(post(stranger, "/tasks/" + key + "/submission", "reason", "x"))
                .hasStatus(403);
        assertThat(post(stranger, "/tasks/" + key + "/claim")).hasStatus(403);
        assertThat(post(stranger, "/tasks/" + key + "/conditions", "reason", "x"))
                .hasStatus(403);
        assertThat(get(secretary, "/tasks/999999")).hasStatus(404);
        assertThat(get(secretary, "/tasks/abc")).hasStatus(404);
        verifyNoInteractions(engine);
        assertThat(area.accepted).isNull();
    }

    @Test
    void submissionStoresCompletesAndTakesTheTaskOffTheList() {
        drafts.save(secretary, "task:" + key, 0, Map.of("reason", "nháp"));

        assertThat(submit(secretary, "Bão lụt\nkéo dài")).hasStatus(302).hasRedirectedUrl("/tasks/" + key + "/done");

        assertThat(area.accepted).isEqualTo(Map.of("reason", "Bão lụt\nkéo dài"));
        verify(engine).completeUserTask(key, Map.of("explained", true));
        assertThat(drafts.find(secretary, "task:" + key)).isEmpty();
        assertThat(get(secretary, "/inbox"))
                .bodyText()
                .containsSubsequence("Đang ghi nhận", "Giải trình lý do không sinh hoạt")
                .doesNotContain("/tasks/" + key);
        assertThat(get(secretary, "/tasks/" + key + "/done"))
                .hasStatusOk()
                .bodyText()
                .contains("Đã ghi nhận");
        assertThat(get(secretary, "/tasks/" + key)).hasRedirectedUrl("/tasks/" + key + "/done");
    }

    @Test
    void doubleClickIsToldThatItIsRecorded() {
        submit(secretary, "Bão lụt");

        assertThat(submit(secretary, "Bão lụt")).hasRedirectedUrl("/tasks/" + key + "/done?already=true");
        assertThat(submit(deputy, "muộn hơn")).hasStatus(302);

        verify(engine).completeUserTask(eq(key), any());
        verifyNoMoreInteractions(engine);
        assertThat(area.accepted).isEqualTo(Map.of("reason", "Bão lụt"));
    }

    @Test
    void invalidFormKeepsWhatWasTyped() {
        assertThat(post(secretary, "/tasks/" + key + "/submission", "reason", "", "remedy", "sẽ họp bù <b>"))
                .hasStatus(422)
                .bodyText()
                .contains("Chưa điền mục “Lý do không sinh hoạt trong tháng”", "sẽ họp bù &lt;b&gt;", "field-error");
        assertThat(area.accepted).isNull();
    }

    @Test
    void rulesOfTheAreaAreShownBesideTheFieldAndNothingIsStored() {
        area.refuse = true;

        assertThat(submit(secretary, "quá ngắn")).hasStatus(422).bodyText().contains("Hạn: mai", "quá ngắn");

        verifyNoInteractions(engine);
        area.refuse = false;
        assertThat(submit(secretary, "đủ dài")).hasRedirectedUrl("/tasks/" + key + "/done");
    }

    @Test
    void oversizeTextIsRefusedInWords() {
        assertThat(submit(secretary, "x".repeat(2_001)))
                .hasStatus(422)
                .bodyText()
                .contains("dài nhất 2.000 ký tự, hiện có 2.001");
    }

    @Test
    void claimedTaskIsWithThatPersonUntilGivenBack() {
        assertThat(post(secretary, "/tasks/" + key + "/claim")).hasRedirectedUrl("/tasks/" + key);
        assertThat(get(deputy, "/inbox")).bodyText().doesNotContain("/tasks/" + key);
        assertThat(get(deputy, "/tasks/" + key))
                .bodyText()
                .contains("đã nhận việc này")
                .doesNotContain("name=\"reason\"");
        assertThat(post(deputy, "/tasks/" + key + "/claim")).hasRedirectedUrl("/tasks/" + key + "?taken=true");
        assertThat(submit(deputy, "tranh việc")).hasRedirectedUrl("/tasks/" + key + "?taken=true");
        assertThat(get(secretary, "/inbox?mine=true")).bodyText().contains("tôi đã nhận");

        assertThat(post(secretary, "/tasks/" + key + "/release")).hasRedirectedUrl("/tasks/" + key);
        assertThat(get(deputy, "/inbox")).bodyText().contains("/tasks/" + key);
        verify(engine).assign(key, secretary.member().toString());
        verify(engine).assign(key, null);
    }

    @Test
    void taskIsHandedOverOnlyToWhoHoldsTheOffice() {
        var unit = new UnitView(
                new UnitId(UUID.randomUUID()),
                "CB-0001",
                "Chi bộ thôn 3",
                UnitType.CELL,
                null,
                null,
                null,
                LocalDate.of(2025, 7, 1),
                null);
        when(organizations.unitByCode(eq("CB-0001"), any())).thenReturn(Optional.of(unit));
        when(organizations.holders(eq(Office.CELL_SECRETARY), eq(unit.id()), any()))
                .thenReturn(List.of(view(secretary), view(deputy)));

        assertThat(get(secretary, "/tasks/" + key))
                .bodyText()
                .contains("Giao lại", deputy.member().toString());
        assertThat(post(
                        secretary,
                        "/tasks/" + key + "/hand-over",
                        "member",
                        UUID.randomUUID().toString()))
                .hasStatus(403);
        assertThat(post(
                        secretary,
                        "/tasks/" + key + "/hand-over",
                        "member",
                        deputy.member().toString()))
                .hasRedirectedUrl("/inbox");

        assertThat(get(secretary, "/inbox")).bodyText().doesNotContain("/tasks/" + key);
        assertThat(get(deputy, "/inbox")).bodyText().contains("/tasks/" + key);
        verify(cases).record(caseId, secretary.member(), "inbox.history.handedOver");
    }

    @Test
    void nextTaskOfTheCaseIsOfferedAsSoonAsItIsThere() {
        submit(secretary, "Bão lụt");
        assertThat(get(secretary, "/tasks/" + key + "/done"))
                .bodyText()
                .contains("hx-get=\"/tasks/" + key + "/next?attempt=1\"");

        openTask(key + 1, "UserTask_RegisterDate", null);

        assertThat(get(secretary, "/tasks/" + key + "/next?attempt=1"))
                .bodyText()
                .contains("next-of-case", "/tasks/" + (key + 1), "Đăng ký ngày sinh hoạt")
                .doesNotContain("hx-get", "<html");
        assertThat(get(secretary, "/tasks/" + key + "/next?attempt=5"))
                .bodyText()
                .doesNotContain("hx-get");
    }

    @Test
    void draftIsRestoredByTheServer() {
        var saved = putDraft(secretary, "task:" + key, 0, "viết dở");
        assertThat(saved).hasStatusOk();

        assertThat(get(secretary, "/tasks/" + key))
                .bodyText()
                .contains(">viết dở</textarea>")
                .doesNotContain("data-draft-version=\"0\"");
        assertThat(get(deputy, "/tasks/" + key)).bodyText().doesNotContain("viết dở");
        assertThat(putDraft(secretary, "task:" + key, 0, "cửa sổ cũ"))
                .hasStatus(409)
                .bodyText()
                .contains("viết dở");
        assertThat(get(secretary, "/drafts/task:" + key)).bodyText().contains("viết dở");
        assertThat(get(deputy, "/drafts/task:" + key)).bodyText().contains("\"version\":0");
        assertThat(putDraft(secretary, "task:" + key, 0, "x".repeat(600_000))).hasStatus(413);
    }

    @Test
    void conditionsTellWhatToHide() {
        openTask(key + 1, "UserTask_UploadPapers", null);

        assertThat(post(secretary, "/tasks/" + (key + 1) + "/conditions", "secretContent", "true"))
                .hasStatusOk()
                .bodyText()
                .contains("Field_Link")
                .doesNotContain("Field_PaperReference");
    }

    /** Version 1, under which the task began; version 2 is the one on the classpath, and deployed since. */
    @Test
    void aTaskShowsAndChecksTheVersionOfItsFormThatItBeganWith() {
        createdWith(key + 1, """
                {"id": "monthly-meeting-explain-not-held", "type": "default", "components": [
                  {"type": "textfield", "id": "Field_Reason", "label": "Lý do, theo mẫu cũ", "key": "reason",
                   "validate": {"required": true, "maxLength": 10}}]}""");

        assertThat(get(secretary, "/tasks/" + key))
                .bodyText()
                .contains("Lý do, theo mẫu cũ")
                .doesNotContain("Biện pháp khắc phục");
        assertThat(submit(secretary, "dài hơn mười ký tự"))
                .hasStatus(422)
                .bodyText()
                .contains("“Lý do, theo mẫu cũ” dài nhất 10 ký tự");
        assertThat(submit(secretary, "Bão")).hasRedirectedUrl("/tasks/" + key + "/done");
        assertThat(area.accepted).isEqualTo(Map.of("reason", "Bão"));
    }

    @Test
    void whatAnOldFormDoesNotAskForIsRefusedInWords() {
        createdWith(key + 2, """
                {"id": "monthly-meeting-explain-not-held", "type": "default", "components": [
                  {"type": "textfield", "id": "Field_Remedy", "label": "Biện pháp", "key": "remedy"}]}""");
        area.refuse = true;

        assertThat(post(secretary, "/tasks/" + key + "/submission", "remedy", "họp bù"))
                .hasStatus(422)
                .bodyText()
                .contains("mẫu cũ, chưa có mục “Lý do không sinh hoạt trong tháng”", "họp bù");
        verifyNoInteractions(engine);
    }

    @Test
    void aFormThatCannotBeShownAnyMoreIsRefusedInWords() {
        createdWith(key + 3, """
                {"id": "monthly-meeting-explain-not-held", "type": "default", "components": [
                  {"type": "holographic", "id": "Field_Reason", "key": "reason"}]}""");

        assertThat(get(secretary, "/tasks/" + key)).hasStatus(422).bodyText().contains("mẫu cũ", "quản trị hệ thống");
        assertThat(submit(secretary, "Bão")).hasStatus(422).bodyText().contains("mẫu cũ", "quản trị hệ thống");
        verifyNoInteractions(engine);
    }

    private void createdWith(long formKey, String form) {
        jdbc.sql("update engine.user_task set form_key = ? where key = ?")
                .params(formKey, key)
                .update();
        when(models.form(formKey)).thenReturn(Optional.of(form));
    }

    private void openTask(long key, String element, @Nullable Instant due) {
        readModel.open(key, key, element, caseId.toString(), due, Set.of(GROUP));
    }

    private MvcTestResult submit(CurrentUser user, String reason) {
        return post(user, "/tasks/" + key + "/submission", "reason", reason);
    }

    private MvcTestResult get(CurrentUser user, String uri) {
        when(users.current()).thenReturn(user);
        return http.get()
                .uri(java.net.URI.create(uri.replace(" ", "%20")))
                .with(user(user.accountId().toString()))
                .exchange();
    }

    private MvcTestResult post(CurrentUser user, String uri, String... parameters) {
        when(users.current()).thenReturn(user);
        var request =
                http.post().uri(uri).with(user(user.accountId().toString())).with(csrf());
        for (int i = 0; i < parameters.length; i += 2) {
            request = request.param(parameters[i], parameters[i + 1]);
        }
        return request.exchange();
    }

    private MvcTestResult putDraft(CurrentUser user, String place, long version, String reason) {
        when(users.current()).thenReturn(user);
        return http.put()
                .uri("/drafts/" + place)
                .with(user(user.accountId().toString()))
                .with(csrf())
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"version\":" + version + ",\"fields\":{\"reason\":\"" + reason + "\"}}")
                .exchange();
    }

    private static String body(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> lines(String html) {
        return java.util.regex.Pattern.compile("data-task=\"(\\d+)\"")
                .matcher(html)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static MemberView view(CurrentUser user) {
        return new MemberView(
                user.member(),
                "DV-1",
                "Trần Thị Bình",
                new UnitId(UUID.randomUUID()),
                MembershipState.OFFICIAL,
                Participation.ACTIVE,
                LocalDate.of(2020, 1, 1));
    }

    static class FakeArea implements TaskArea {

        boolean refuse;

        @Nullable Map<String, Object> accepted;

        @Override
        public boolean owns(ProcessId process) {
            return process.value().equals("monthly-meeting");
        }

        @Override
        public Map<CaseId, String> subtitles(Collection<CaseSummary> cases) {
            return cases.stream()
                    .collect(Collectors.toMap(CaseSummary::id, theCase -> "Chi bộ thôn 3 · tháng 11/2026"));
        }

        @Override
        public Optional<String> deadlineStep(OpenTask task) {
            return Optional.of("explain");
        }

        @Override
        public Optional<String> page(OpenTask task, CaseView theCase) {
            return Optional.empty();
        }

        @Override
        public Map<String, Object> prefill(OpenTask task, CaseView theCase) {
            return Map.of("remedy", "đã điền sẵn");
        }

        @Override
        public Map<String, Object> accept(OpenTask task, CaseView theCase, CurrentUser by, Map<String, Object> values) {
            if (refuse) {
                throw RuleViolation.at("reason", "inbox.due", "mai");
            }
            accepted = values;
            return Map.of("explained", true);
        }
    }

    @TestConfiguration
    static class Surroundings {

        @Bean
        FakeArea area() {
            return new FakeArea();
        }

        @Bean
        @Primary
        Clock fixedClock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }

        @Bean
        ReadModel readModel(DataSource dataSource, JdbcClient jdbc) {
            new ResourceDatabasePopulator(new ClassPathResource("db/migration/engine/V1__read_model.sql"))
                    .execute(dataSource);
            return new ReadModel(jdbc);
        }
    }
}
