package vn.chibo.meetings.process;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.meetings.process.CellMonth.moment;

import java.net.URI;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MeetingStatus;
import vn.chibo.month.Browser;
import vn.chibo.month.Browser.Page;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.testing.EngineProbe;
import vn.chibo.testing.EngineTest;

/** What those above do from the board reaches the real engine, and its read model says so. */
@EngineTest
class SupervisionProcessIT {

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext context;

    @Autowired
    EngineProbe probe;

    @Autowired
    Organizations organizations;

    @Autowired
    MeetingManagement meetings;

    @Autowired
    JdbcClient jdbc;

    @Test
    void a_task_given_to_another_and_taken_back_is_so_in_the_engine() throws Exception {
        var month = new CellMonth(context, cell(17), nextMonthOpened());
        month.awaitTask(MonthlyMeetingProcess.REGISTER_DATE);
        var task = task(month);
        var deputy = month.holder(Office.CELL_DEPUTY_SECRETARY).member().toString();
        var supervisor = signIn();

        var waiting = supervisor.get("/overdue/cases/" + month.id);
        var chosen = supervisor.submit(waiting, waiting.form("/acts"), Map.of("act", "REASSIGN"));
        var named = supervisor.submit(chosen, chosen.form("/recipient"), Map.of("recipient", deputy));
        var done = supervisor.submit(named, named.form("/confirmation"), Map.of());
        assertThat(done.document().select("[data-test=done]")).hasSize(1);
        probe.until("the deputy has it", () -> deputy.equals(assignee(task)));

        var undone = supervisor.submit(done, done.form("/undoing"), Map.of());
        assertThat(undone.document().select("[data-test=undone]")).hasSize(1);
        probe.until("everybody may do it again", () -> assignee(task).isEmpty());
        month.register(month.at(10, 19, 30));
        month.approve();
    }

    @Test
    void a_case_that_is_cancelled_ends_in_the_engine_with_its_tasks() throws Exception {
        var month = new CellMonth(context, cell(18), nextMonthOpened());
        month.awaitTask(MonthlyMeetingProcess.REGISTER_DATE);
        var supervisor = signIn();

        var asked = supervisor.get("/overdue/cases/" + month.id + "/cancellation");
        var done = supervisor.submit(asked, asked.form("/cancellation"), Map.of("reason", "Chi bộ sáp nhập"));
        assertThat(done.status()).as("%s", done).isEqualTo(200);

        probe.until(
                "the instance is gone",
                () -> jdbc.sql("""
                        select count(*) from engine.process_instance
                        where business_key = ? and state = 'ACTIVE'""").param(month.id.toString()).query(Long.class).single() == 0);
        probe.until("no task is left", () -> month.openTasks().isEmpty());
        assertThat(jdbc.sql("select distinct state from engine.process_instance where business_key = ?")
                        .param(month.id.toString())
                        .query(String.class)
                        .list())
                .containsExactly("TERMINATED");
        assertThat(month.status()).isEqualTo(MeetingStatus.NOT_HELD);
        assertThat(month.outcome()).isEqualTo("supervision.outcome.cancelled");
    }

    private long task(CellMonth month) {
        return jdbc.sql("select key from engine.user_task where business_key = ? and state = 'OPEN'")
                .param(month.id.toString())
                .query(Long.class)
                .single();
    }

    /** As the engine told its exporter; empty for none. */
    private String assignee(long task) {
        return jdbc.sql("select coalesce(assignee, '') from engine.user_task where key = ?")
                .param(task)
                .query(String.class)
                .single();
    }

    private Browser signIn() throws Exception {
        var browser = new Browser(URI.create("http://127.0.0.1:" + port));
        Page page = browser.get("/sign-in");
        browser.submit(page, page.form("/sign-in"), Map.of("username", "giamsat", "password", "chibo-2026"));
        return browser;
    }

    private YearMonth nextMonthOpened() {
        var now = probe.engine().now();
        var period = YearMonth.from(DomainTime.dateOf(now)).plusMonths(1);
        while (moment(period.atDay(1).minusDays(15), 5, 1).isBefore(now)) {
            period = period.plusMonths(1);
        }
        var next = period;
        probe.advanceTo(moment(period.atDay(1).minusDays(15), 5, 1));
        probe.until("month opened", () -> meetings.of(cell(23).id(), next).isPresent());
        return period;
    }

    private UnitView cell(int number) {
        var today = DomainTime.dateOf(probe.engine().now());
        return organizations
                .cellsUnder(organizations.roots(today).getFirst().id(), today)
                .get(number - 1);
    }
}
