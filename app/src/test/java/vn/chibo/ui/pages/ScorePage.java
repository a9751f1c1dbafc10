package vn.chibo.ui.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;

/** The score sheet: the cell's own, and the committee's verification of it. */
public final class ScorePage {

    private final Screen screen;

    public ScorePage(Screen screen) {
        this.screen = screen;
    }

    /** Leaves what the system knows as it stands and gives full points where it knows nothing. */
    public ScorePage giveTheRest() {
        for (var question :
                screen.page().locator("fieldset:has(input[name^='points-'])").all()) {
            var choices = question.locator("input[type=radio]");
            if (choices.count() == 0) {
                var points = question.locator("input");
                if (points.inputValue().isEmpty()) {
                    points.fill("5");
                }
            } else if (question.locator("input:checked").count() == 0) {
                question.locator("label").first().click();
            }
        }
        assertThat(screen.test("running-total")).containsText(java.util.regex.Pattern.compile("\\d"));
        return this;
    }

    public String submit() {
        screen.test("submit-score").click();
        assertThat(screen.test("self-points")).isVisible();
        return screen.test("self-points").textContent().strip();
    }

    public void toRoom() {
        screen.page().locator("main a.govuk-button[href$='/room']").click();
        assertThat(screen.test("sitting-state")).isVisible();
    }

    public Locator verified() {
        screen.test("verify").click();
        assertThat(screen.test("verified-points")).isVisible();
        return screen.test("verified-points");
    }
}
