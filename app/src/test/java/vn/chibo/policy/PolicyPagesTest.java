package vn.chibo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.chibo.identity.Access;
import vn.chibo.identity.CurrentUser;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;

@WebMvcTest({PolicyController.class, CalendarController.class})
@Import({PolicyTexts.class, PolicyPagesTest.Shared.class})
@WithMockUser
class PolicyPagesTest {

    @ComponentScan(
            basePackages = "vn.chibo.shared",
            includeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Problems|.*ClockConfiguration"))
    static class Shared {}

    private static final UnitId COMMUNE = new UnitId(UUID.randomUUID());
    private static final String PARAMETER = "/policy/parameters/meeting.minMinutes?unit=" + COMMUNE;

    @Autowired
    MockMvcTester browser;

    @MockitoBean
    Policies policies;

    @MockitoBean
    WorkingCalendar calendar;

    @MockitoBean
    Access access;

    @MockitoBean
    Users users;

    @MockitoBean
    Organizations organizations;

    @BeforeEach
    void theCommitteeOfficeLooksAtItsCommune() {
        var commune = new UnitView(
                COMMUNE, "XA", "Đảng bộ xã", UnitType.COMMUNE, null, null, null, LocalDate.of(2025, 1, 1), null);
        when(organizations.unit(eq(COMMUNE), any())).thenReturn(Optional.of(commune));
        when(organizations.pathToRoot(eq(COMMUNE), any())).thenReturn(List.of(commune));
        when(access.may(any(), eq(COMMUNE))).thenReturn(true);
        when(access.scopes(Permission.POLICY_VIEW)).thenReturn(Set.of(COMMUNE));
        when(users.current()).thenReturn(new CurrentUser(UUID.randomUUID(), "a", null, "A", false, List.of()));
        Map<String, PolicySnapshot.Value> values = Catalogue.all().stream()
                .collect(Collectors.toMap(
                        Parameter::key,
                        parameter -> new PolicySnapshot.Value(
                                parameter.fallback(), null, parameter.since(), parameter.source())));
        when(policies.snapshot(eq(COMMUNE), any())).thenReturn(new PolicySnapshot(LocalDate.EPOCH, values));
    }

    @Test
    void listsEveryParameterInBothLanguages() {
        assertThat(browser.get().uri("/policy"))
                .hasStatusOk()
                .bodyText()
                .contains("Đảng bộ xã", "Thời lượng tối thiểu (phút)", "66,67 %", "HD 42-HD/BTCTW");
        assertThat(browser.get().uri("/policy?lang=en"))
                .hasStatusOk()
                .bodyText()
                .contains("Minimum length (minutes)", "66.67 %");
    }

    @Test
    void showsEveryParameterWithItsForm() {
        for (var parameter : Catalogue.all()) {
            assertThat(browser.get().uri("/policy/parameters/" + parameter.key() + "?unit=" + COMMUNE))
                    .hasStatusOk()
                    .bodyText()
                    .contains("data-test=\"add\"")
                    .doesNotContain("??");
        }
    }

    @Test
    void addsAValueWithItsDateAndSource() {
        var answer = browser.post()
                .uri(PARAMETER)
                .with(csrf())
                .param("value", "100")
                .param("effectiveFrom", "1/1/2027")
                .param("source", "Quy chế 05")
                .exchange();

        assertThat(answer).hasStatus3xxRedirection();
        verify(policies)
                .add(any(), eq(COMMUNE), eq(LocalDate.of(2027, 1, 1)), eq(Optional.of("100")), eq("Quy chế 05"), any());
    }

    @Test
    void keepsWhatWasTypedBesideTheMessage() {
        var answer = browser.post()
                .uri(PARAMETER)
                .with(csrf())
                .param("value", "100")
                .param("effectiveFrom", "31/02/2027")
                .exchange();

        assertThat(answer).hasStatus(422);
        assertThat(answer)
                .bodyText()
                .contains("value=\"100\"", "value=\"31/02/2027\"", "Nhập ngày theo dạng", "Ghi căn cứ");
    }

    @Test
    void calendarTakesHolidaysOnWorkingDaysOnly() {
        when(access.mayAdminister()).thenReturn(true);

        var sunday = browser.post()
                .uri("/policy/calendar")
                .with(csrf())
                .param("date", "22/11/2026")
                .param("kind", "off")
                .param("name", "Nghỉ")
                .param("source", "TB 1")
                .exchange();

        assertThat(sunday).hasStatus(422).bodyText().contains("vốn là ngày nghỉ");
    }

    @Test
    void onlyAnAdministratorChangesTheCalendar() {
        assertThat(browser.post().uri("/policy/calendar/2026-01-01/removal").with(csrf()))
                .hasStatus(403);
        verifyNoInteractions(calendar);
    }
}
