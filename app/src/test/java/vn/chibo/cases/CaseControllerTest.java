package vn.chibo.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.doThrow;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.shared.AccessRefused;

@WebMvcTest(CaseController.class)
@Import(CaseHistory.class)
@WithMockUser
class CaseControllerTest {

    private static final CaseId ID = new CaseId(UUID.fromString("2f0f2a34-7a3e-4c5e-8d1c-0a4f4c3e9b11"));
    private static final UnitId CELL = new UnitId(UUID.fromString("9a0c1f5e-15a8-4a44-9d8c-2f1e5c5b7a01"));
    private static final Instant DUE = Instant.parse("2026-10-25T16:59:59Z");

    @TestConfiguration(proxyBeanMethods = false)
    @ComponentScan("vn.chibo.shared.web")
    static class AfterTheDeadline {

        @Bean
        Clock clock() {
            return Clock.fixed(DUE.plusSeconds(3600), ZoneOffset.UTC);
        }
    }

    @Autowired
    MockMvcTester mvc;

    @MockitoBean
    Cases cases;

    @MockitoBean
    Organizations organizations;

    @MockitoBean
    Access access;

    @MockitoBean
    Users users;

    @BeforeEach
    void aCaseWithAMissedDeadline() {
        var policy = new PolicySnapshot(
                LocalDate.of(2026, 10, 1),
                Map.of(
                        "meeting.minMinutes",
                        new PolicySnapshot.Value("60", null, LocalDate.of(2026, 1, 1), "HD 42-HD/BTCTW")));
        var deadline = new Deadline("register-date", DUE, "no.such.rule", List.of(), "Quy chế An Phú", null);
        given(cases.find(ID))
                .willReturn(Optional.of(new CaseView(
                        ID,
                        new CaseKind("monthly-meeting"),
                        CELL,
                        "2026-11",
                        policy,
                        List.of(deadline),
                        DUE.minusSeconds(86_400),
                        null,
                        null)));
        given(organizations.unit(any(), any())).willReturn(Optional.empty());
        given(cases.history(ID))
                .willReturn(List.of(new Cases.HistoryLine(
                        DUE.minusSeconds(60), null, "cases.deadline.metAt", List.of("<b>x</b>"), null)));
    }

    @Test
    void showsDeadlinesWithTheirSourceTheHistoryAndTheRulesOfTheCase() {
        assertThat(mvc.get().uri("/cases/" + ID))
                .hasStatusOk()
                .bodyText()
                .contains("Sinh hoạt chi bộ tháng 11/2026")
                .contains("23:59 25/10/2026")
                .contains("Quá hạn")
                .contains("Quy chế An Phú")
                .contains("Hoàn thành lúc &lt;b&gt;x&lt;/b&gt;")
                .contains("Hệ thống")
                .contains("Thời lượng tối thiểu (phút)")
                .contains("HD 42-HD/BTCTW");
    }

    @Test
    void refusesWhoMayNotReadTheUnitsCases() {
        doThrow(new AccessRefused("CASE_VIEW")).when(access).require(Permission.CASE_VIEW, CELL);

        assertThat(mvc.get().uri("/cases/" + ID)).hasStatus(403);
    }

    @Test
    void doesNotKnowOtherCases() {
        assertThat(mvc.get().uri("/cases/" + UUID.randomUUID())).hasStatus(404);
        assertThat(mvc.get().uri("/cases/not-an-id")).hasStatus(404);
    }
}
