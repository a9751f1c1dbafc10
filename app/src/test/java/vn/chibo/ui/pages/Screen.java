package vn.chibo.ui.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** One person's browser: signs in and out, shows pages, and notes what goes wrong behind them. */
public final class Screen {

    private static final String PASSWORD = "chibo-2026";

    private final BrowserContext context;
    private final List<String> troubles = new ArrayList<>();
    private Page page;

    /** Says it on the console when a page does not fit, where this screen listens. */
    private static final String MEASURE = """
            addEventListener('load', () => {
              const needed = document.documentElement.scrollWidth
              if (needed > innerWidth) console.error(`page too wide: ${needed} px on ${innerWidth}`)
            })""";

    Screen(BrowserContext context) {
        this.context = context;
        context.addInitScript(MEASURE);
        this.page = tab();
    }

    private Page tab() {
        var tab = context.newPage();
        tab.setDefaultTimeout(20_000);
        tab.onPageError(error -> troubles.add(tab.url() + ": " + error));
        tab.onConsoleMessage(message -> {
            if (message.text().startsWith("page too wide")) {
                troubles.add(tab.url() + ": " + message.text());
            }
        });
        return tab;
    }

    /** Opens another tab beside the first and looks at it from now on. */
    public Page newTab(String path) {
        var before = page;
        page = tab();
        page.navigate(path);
        return before;
    }

    public Screen signIn(String account) {
        page.navigate("/sign-in");
        test("username").fill(account);
        test("password").fill(PASSWORD);
        test("sign-in").click();
        assertThat(test("user")).isVisible();
        return this;
    }

    public void signOut() {
        test("sign-out").click();
        assertThat(test("sign-in")).isVisible();
    }

    public Page page() {
        return page;
    }

    public void open(String path) {
        page.navigate(path);
    }

    public String name() {
        return test("user").textContent().strip();
    }

    /** What carries this {@code data-test}. */
    public Locator test(String name) {
        return page.locator("[data-test='" + name + "']");
    }

    public Locator field(String name) {
        return page.locator("[name='" + name + "']");
    }

    List<String> troubles() {
        return troubles;
    }
}
