package vn.chibo.ui.pages;

import com.microsoft.playwright.Locator;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** The page of one admission, as somebody who may read it looks at it again and again. */
public final class AdmissionPage {

    private final Screen screen;
    private final String path;

    public AdmissionPage(Screen screen, String path) {
        this.screen = screen;
        this.path = path;
    }

    public AdmissionPage open() {
        screen.open(path);
        return this;
    }

    /** Looks again until the case stands there. */
    public AdmissionPage awaitState(String state) {
        await(
                "state " + state,
                () -> screen.page()
                                .locator("[data-test=state][data-state=" + state + "]")
                                .count()
                        > 0);
        return this;
    }

    /** Looks again until this is what comes next. */
    public AdmissionPage awaitNext(String title) {
        await(
                "next step " + title,
                () -> screen.test("next-step")
                                .filter(new Locator.FilterOptions().setHasText(title))
                                .count()
                        > 0);
        return this;
    }

    private void await(String what, BooleanSupplier shown) {
        Awaitility.await(what)
                .pollInSameThread()
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    open();
                    return shown.getAsBoolean();
                });
    }

    /** What people read of the past, without when and by whom. */
    public List<String> history() {
        return screen.page().locator("[data-test=history-line] > span:first-child").allTextContents().stream()
                .map(String::strip)
                .toList();
    }

    /** The deadline of this name; the process may set it a moment after the step before it. */
    public Locator clock(String name) {
        return awaited(clocks(name), "clock " + name);
    }

    /** Deadlines of this name as they stand on the page now; there may be none. */
    public Locator clocks(String name) {
        return screen.test("clock").filter(new Locator.FilterOptions().setHasText(name));
    }

    private Locator awaited(Locator found, String what) {
        if (found.count() == 0) {
            await(what, () -> found.count() > 0);
        }
        return found;
    }

    public Locator sponsor(String name) {
        return screen.test("sponsor").filter(new Locator.FilterOptions().setHasText(name));
    }

    /** Everything that happened to the file at this body. */
    public Locator step(String body) {
        return awaited(
                screen.test("route-step").filter(new Locator.FilterOptions().setHasText(body + ":")), "step " + body);
    }

    /** The counted ballots, the oldest first. */
    public List<String> results() {
        return screen.test("ballot").locator("[data-test=result]").allInnerTexts();
    }

    /** Opens one of the things that may happen to the case. */
    public void begin(String act) {
        open();
        screen.test("acts").locator("summary").click();
        screen.page().locator("[data-act=" + act + "]").click();
    }
}
