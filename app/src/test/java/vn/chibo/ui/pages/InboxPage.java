package vn.chibo.ui.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import java.time.Duration;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import org.awaitility.Awaitility;

/** "Việc của tôi": finds a task by its title and what it is about, as people read it. */
public final class InboxPage {

    private final Screen screen;

    public InboxPage(Screen screen) {
        this.screen = screen;
    }

    /** Opens the task of the month. */
    public InboxPage open(String title, YearMonth period) {
        return open(title, period.format(DateTimeFormatter.ofPattern("MM/yyyy")));
    }

    /**
     * Opens the task, looking again until it has come; of several like it the first.
     *
     * @param about a person, unit or month the line names
     */
    public InboxPage open(String title, String about) {
        Awaitility.await(title + ", " + about)
                .pollInSameThread()
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    screen.open("/inbox?q=" + title + " " + about);
                    return lines(about).count() > 0;
                });
        lines(about).first().locator("a").click();
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
        screen.field(field).selectOption(new SelectOption().setIndex(option));
        return this;
    }

    /** Types the text, or chooses it: an option by its label, a radio button by its value. */
    public InboxPage answer(String field, String text) {
        var kind = screen.field(field).first().evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type");
        switch (String.valueOf(kind)) {
            case "select" ->
                screen.field(field)
                        .selectOption(screen.field(field)
                                .locator("option")
                                .filter(new Locator.FilterOptions().setHasText(text))
                                .getAttribute("value"));
            case "radio" ->
                screen.page()
                        .locator("[name='" + field + "'][value='" + text + "']")
                        .check();
            default -> screen.field(field).fill(text);
        }
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

    private Locator lines(String about) {
        return screen.test("task-line").filter(new Locator.FilterOptions().setHasText(about));
    }
}
