package vn.chibo.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.chibo.ui.pages.PageWalk;
import vn.chibo.ui.pages.Screens;

/** Supervisors, offices and the operator look at what is theirs; every page they are led to is fit to be read. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestPropertySource(properties = {"chibo.sample=true", "chibo.engine.enabled=false"})
@Tag("ui")
class SupervisionUiIT {

    private static final int PAGES = 14;

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    private Screens screens;

    @BeforeEach
    void open() {
        clearLists();
        screens = new Screens(port);
    }

    @AfterEach
    void close() {
        try {
            assertThat(screens.troubles()).isEmpty();
        } finally {
            screens.close();
            clearLists();
        }
    }

    /** Other tests of this database fill them too. */
    private void clearLists() {
        jdbc.sql("delete from organization.residential_area").update();
        jdbc.sql("delete from organization.weak_cell").update();
    }

    @Test
    void a_supervisor_reads_board_digest_figures_and_tables_on_a_phone_and_at_a_desk() {
        var phone = screens.phone().signIn("giamsat");
        assertThat(new PageWalk(phone, PAGES).from("/overdue")).isEmpty();
        var desk = screens.desk().signIn("giamsat");
        assertThat(new PageWalk(desk, PAGES).from("/kpi")).isEmpty();
        desk.open("/tables?kind=PERIOD");
        assertThat(PageWalk.at(desk)).isEmpty();
        desk.open("/admission/figures?from=31/02/2026");
        assertThat(desk.page().locator(".govuk-error-message")).hasCount(1);
        assertThat(PageWalk.at(desk)).isEmpty();
    }

    @Test
    void an_office_lets_one_post_act_for_another_and_the_person_is_told_so_on_every_page() {
        var office = screens.desk().signIn("vanphong");
        office.open("/organization?q=MAU-CB11");
        var unit = office.page()
                .locator("a[href*='/organization/']:has-text('Chi bộ')")
                .last()
                .getAttribute("href")
                .replaceAll(".*/organization/([0-9a-f-]{36}).*", "$1");
        office.open("/organization/" + unit + "/substitutions");
        assertThat(PageWalk.at(office)).isEmpty();
        office.field("office").selectOption("CELL_SECRETARY");
        office.field("deputy").selectOption("CELL_COMMITTEE_MEMBER");
        office.test("save").click();
        assertThat(office.page().locator(".govuk-error-message")).hasCount(2);
        assertThat(office.field("office")).hasValue("CELL_SECRETARY");
        for (var address : new String[] {"/kpi/imports", "/admission/imports"}) {
            office.open(address);
            assertThat(PageWalk.at(office)).isEmpty();
        }
    }

    @Test
    void an_office_keeps_its_lists_of_residential_areas_and_weak_cells() {
        var office = screens.phone().signIn("vanphong");
        office.open("/organization?q=Đảng+bộ+xã+Mẫu");
        var unit = office.page()
                .locator("a[href*='/organization/']:has-text('Đảng bộ xã Mẫu')")
                .last()
                .getAttribute("href");
        office.open(unit + "/registers");
        office.field("name").fill("Thôn Một");
        office.field("cell").selectOption(new SelectOption().setIndex(1));
        office.test("save-area").click();
        assertThat(office.test("area")).hasCount(1);
        office.field("weakCell").selectOption(new SelectOption().setIndex(2));
        office.test("save-cell").click();
        assertThat(office.page().locator(".govuk-error-message")).hasCount(1);
        office.field("basis").fill("12-KL/ĐU ngày 01/11/2026");
        office.test("save-cell").click();
        assertThat(office.test("weak-cell")).hasCount(1);
        assertThat(PageWalk.at(office)).isEmpty();
        office.test("end-area").click();
        assertThat(PageWalk.at(office)).isEmpty();
        office.open(unit + "/registers");
        office.test("remove-cell").click();
        assertThat(PageWalk.at(office)).isEmpty();
    }

    @Test
    void the_operator_sees_whether_everything_is_well() {
        var operator = screens.phone().signIn("quantri");
        operator.open("/admin/health");
        assertThat(operator.test("part")).hasCount(7);
        for (var address : new String[] {"/admin/health", "/admin/incidents", "/admin/migrations"}) {
            operator.open(address);
            assertThat(PageWalk.at(operator)).isEmpty();
        }
    }
}
