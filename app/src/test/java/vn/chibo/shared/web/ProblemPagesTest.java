package vn.chibo.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.MediaType;
import org.springframework.security.test.context.support.WithMockUser;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/** What people see when something is wrong, as a page, as a part of a page, as JSON. */
@WebMvcTest(ProblemPagesTest.Failing.class)
@Import({ProblemPagesTest.Failing.class, Problems.class})
@ExtendWith(OutputCaptureExtension.class)
@WithMockUser("account-1")
class ProblemPagesTest {

    @Autowired
    MockMvcTester browser;

    @Test
    void ruleViolationIsASentenceInTheUsersLanguage() {
        var page =
                browser.get().uri("/failing/rule").accept(MediaType.TEXT_HTML).exchange();

        assertThat(page).hasStatus(422);
        assertThat(page).bodyText().contains("Chưa thực hiện được", "7 ký tự");
    }

    @Test
    void ruleViolationOfAnInPlaceChangeLeavesThePageStanding() {
        var part = browser.get()
                .uri("/failing/rule")
                .accept(MediaType.TEXT_HTML)
                .header("HX-Request", "true")
                .exchange();

        assertThat(part).hasStatus(422).hasHeader("HX-Retarget", "#request-problem");
        assertThat(part).bodyText().contains("7 ký tự").doesNotContain("<html");
    }

    @Test
    void unexpectedErrorShowsAReferenceThatIsInTheLogOnce(CapturedOutput log) {
        var page =
                browser.get().uri("/failing/fault").accept(MediaType.TEXT_HTML).exchange();

        assertThat(page).hasStatus(500);
        assertThat(page).bodyText().doesNotContain("secret detail").contains("Hệ thống gặp lỗi");
        var reference = Pattern.compile("data-test=\"reference\">([A-Z0-9-]{9})<")
                .matcher(new String(
                        page.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8));
        assertThat(reference.find()).isTrue();
        assertThat(log.getOut().split(reference.group(1), -1)).hasSize(2);
        assertThat(log).contains("secret detail").contains("account=account-1").doesNotContain("q=typed");
    }

    @Test
    void jsonGetsAProblemDetailWithoutTheMessage() {
        var answer = browser.get()
                .uri("/failing/fault")
                .accept(MediaType.APPLICATION_JSON)
                .exchange();

        assertThat(answer).hasStatus(500).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).bodyText().contains("reference").doesNotContain("secret detail");
    }

    @Test
    void refusedAccessIsLoggedWithPathAndAccount(CapturedOutput log) {
        assertThat(browser.get().uri("/failing/access?q=typed").accept(MediaType.TEXT_HTML))
                .hasStatus(403)
                .bodyText()
                .contains("Không có quyền");
        assertThat(log).contains("/failing/access account=account-1").doesNotContain("q=typed");
    }

    @Test
    void everyOtherFailureHasItsPage() {
        assertThat(browser.get().uri("/failing/missing")).hasStatus(404);
        assertThat(browser.get().uri("/failing/id/not-an-id")).hasStatus(404);
        assertThat(browser.get().uri("/failing/date?on=31/02/2026")).hasStatus(400);
        assertThat(browser.get().uri("/failing/conflict"))
                .hasStatus(409)
                .bodyText()
                .contains("Người khác vừa thay đổi");
        assertThat(browser.get().uri("/failing/date?on=1/2/2026"))
                .hasStatus(200)
                .bodyText()
                .isEqualTo("2026-02-01");
    }

    @Test
    void cleansWhatPeopleType() {
        assertThat(browser.get().uri("/failing/text").param("text", "Đa\u0309ng\0 u\u0309y"))
                .bodyText()
                .isEqualTo("Đảng ủy");
    }

    @Controller
    @RequestMapping("/failing")
    static class Failing {

        @GetMapping("/rule")
        String rule() {
            throw new RuleViolation("policy.tooLong", 7);
        }

        @GetMapping("/fault")
        String fault() {
            throw new IllegalStateException("secret detail");
        }

        @GetMapping("/access")
        String access() {
            throw new AccessRefused("CASE_VIEW");
        }

        @GetMapping("/missing")
        String missing() {
            throw new NotFound("meeting");
        }

        @GetMapping("/conflict")
        String conflict() {
            throw new OptimisticLockingFailureException("stale");
        }

        @GetMapping("/id/{id}")
        @ResponseBody
        String id(@PathVariable UUID id) {
            return id.toString();
        }

        @GetMapping("/date")
        @ResponseBody
        String date(@RequestParam LocalDate on) {
            return on.toString();
        }

        @GetMapping(value = "/text", produces = "text/plain;charset=UTF-8")
        @ResponseBody
        String text(@RequestParam String text) {
            return text;
        }
    }
}
