package vn.chibo.ui.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import org.awaitility.Awaitility;

/** "Việc của tôi": finds a task by its title and month, as people read it. */
public final class InboxPage {

    private final Screen screen;

    public InboxPage(Screen screen) {
        this.screen = screen;
    }

    /** Opens the task, looking again until it has come. */
    public InboxPage open(String title, YearMonth period) {
        Awaitility.await(title)
                .pollInSameThread()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    screen.open("/inbox?q=" + title);
                    return line(period).count() == 1;
                });
        line(period).locator("a").click();
        assertThat(screen.test("task-title")).hasText(title);
        return this;
    }

    /** From the task to the page where it is done. */
    public void start() {
        screen.test("start").click();
        assertThat(screen.test("start")).isHidden();
    }

    public InboxPage fill(String field, String text) {
        screen.field(field).fill(text);
        return this;
    }

    public InboxPage choose(String field, int option) {
        screen.field(field).selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(option));
        return this;
    }

    /** A radio button or a box, tapped on its text. */
    public InboxPage tap(String text) {
        screen.page()
                .locator("main label", new com.microsoft.playwright.Page.LocatorOptions().setHasText(text))
                .first()
                .click();
        return this;
    }

    public void submit() {
        screen.test("submit").click();
        assertThat(screen.test("done")).isVisible();
    }

    private Locator line(YearMonth period) {
        return screen.test("task-line")
                .filter(new Locator.FilterOptions().setHasText(period.format(DateTimeFormatter.ofPattern("MM/yyyy"))));
    }
}
