package vn.chibo.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import vn.chibo.ui.pages.PageWalk;
import vn.chibo.ui.pages.Screen;
import vn.chibo.ui.pages.Screens;

/** Sourcing on a phone of 360 px in the cell and at a desk in the committee, in a real browser. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestPropertySource(properties = {"chibo.sample=true", "chibo.engine.enabled=false"})
@Tag("ui")
class SourcingUiIT {

    private static final Pattern SAVED = Pattern.compile("Đã lưu");
    private static final int PAGES = 30;

    @LocalServerPort
    int port;

    private Screens screens;

    @BeforeEach
    void open() {
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        try {
            assertThat(screens.troubles()).isEmpty();
        } finally {
            screens.close();
        }
    }

    @Test
    void a_cell_lists_a_person_on_a_phone_and_the_committee_sends_that_person_to_a_course() {
        var secretary = screens.phone().signIn("bithu.cb10");
        secretary.open("/admission");
        secretary.test("cell").click();
        secretary.test("new-prospect").click();
        secretary.field("fullName").fill("Đặng Thị Ươm");
        assertThat(secretary.page().locator("[data-draft-text]")).hasText(SAVED);
        secretary.page().reload();
        assertThat(secretary.field("fullName")).hasValue("Đặng Thị Ươm");
        fill(secretary);
        secretary.test("save").click();
        assertThat(secretary.test("state")).hasAttribute("data-state", "LISTED");
        assertThat(secretary.page().locator("h1")).hasText("Đặng Thị Ươm");

        var office = screens.desk().signIn("vanphong");
        office.open("/admission/courses/new");
        office.field("decisionNumber").fill("15-QĐ/ĐU");
        office.field("decisionDate").fill("01/10/2025");
        office.field("startsOn").fill("12/10/2025");
        office.field("endsOn").fill("16/10/2025");
        office.field("place").fill("Trung tâm chính trị");
        office.test("save").click();
        office.page().getByLabel("Đặng Thị Ươm").check();
        office.test("send").click();
        assertThat(office.test("place")).hasCount(1);
        office.test("result").click();
        office.field("number").fill("007");
        office.field("issuedOn").fill("20/10/2025");
        office.test("save").click();

        secretary.page().reload();
        assertThat(secretary.test("state")).hasAttribute("data-state", "COURSE_DONE");
        assertThat(secretary.test("certificate")).containsText("20/10/2030");
        assertThat(new PageWalk(secretary, PAGES).from("/admission")).isEmpty();
        assertThat(new PageWalk(office, PAGES).from("/admission")).isEmpty();
    }

    private static void fill(Screen secretary) {
        secretary.field("sex").selectOption("FEMALE");
        secretary.field("birthDate").fill("05/11/2001");
        secretary.field("education").selectOption("UPPER_SECONDARY");
        secretary.field("sector").selectOption("FARMER");
        secretary.field("placeType").selectOption("VILLAGE");
        secretary.page().getByLabel("Người tại chỗ").check();
        secretary.field("introducedBy").selectOption("WOMEN_UNION");
        secretary.field("watchSince").fill("01/09/2025");
        secretary.field("resolutionNumber").fill("05-NQ/CB");
        secretary.field("resolutionDate").fill("03/09/2025");
    }
}
