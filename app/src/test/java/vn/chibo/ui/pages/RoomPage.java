package vn.chibo.ui.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.SelectOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.regex.Pattern;

/** The meeting room, part by part from top to bottom, as the secretary taps through it during the meeting. */
public final class RoomPage {

    private static final Pattern LAST_NUMBER = Pattern.compile("(\\d+)\\D*$");
    private static final Pattern SAVED = Pattern.compile("Đã lưu|Đồng chí .* lưu");

    private final Screen screen;

    public RoomPage(Screen screen) {
        this.screen = screen;
    }

    public RoomPage begin(String minuteTaker) {
        var part = part("opening");
        part.locator("[name=minuteTaker]").selectOption(new SelectOption().setLabel(minuteTaker));
        screen.test("close-opening").click();
        assertThat(part("rollcall")).isVisible();
        return this;
    }

    /** One tap a member; those who are not tapped are present together. */
    public RoomPage callTheRoll(int excused, String reason) {
        var lines = screen.test("member");
        tap(lines.first(), "PRESENT");
        tap(lines.nth(excused), "EXCUSED");
        var why = lines.nth(excused).locator("input[type=text][name=reason]");
        why.fill(reason);
        why.press("Enter");
        assertThat(lines.nth(excused).locator("input[type=text][name=reason]")).hasValue(reason);
        screen.test("rest-present").click();
        assertThat(screen.test("rest-present")).hasCount(0);
        screen.test("close-rollcall").click();
        assertThat(screen.test("close-rollcall")).hasCount(0);
        return this;
    }

    private static void tap(Locator member, String presence) {
        member.locator("[data-test='" + presence + "']").click();
        assertThat(member.locator("[data-test='" + presence + "']")).hasAttribute("aria-pressed", "true");
    }

    /** Saved by itself while the secretary types on. */
    public RoomPage recordDues(String text) {
        part("dues").locator("textarea").fill(text);
        assertThat(screen.page().locator("#dues-saved")).hasText(SAVED);
        return this;
    }

    /** Saved by itself; a half and one that cannot be are kept, and told beside the field. */
    public RoomPage countDues(int liable, int paid) {
        var part = part("dues");
        part.locator("[name=duesLiable]").fill(String.valueOf(liable));
        part.locator("textarea").focus();
        assertThat(part.locator("#dues-duesPaid-error")).isVisible();
        part.locator("[name=duesPaid]").fill(String.valueOf(liable + 1));
        assertThat(part.locator("#dues-duesPaid-error")).containsText(String.valueOf(liable));
        part.locator("[name=duesPaid]").fill(String.valueOf(paid));
        assertThat(part.locator("#dues-duesPaid-error")).isHidden();
        assertThat(screen.page().locator("#dues-saved")).hasText(SAVED);
        return this;
    }

    /** What is typed while a half is being saved stays, and is saved afterwards. */
    public RoomPage writeDuesWhileAHalfIsSaved(String text, int liable, int paid) {
        var part = part("dues");
        var held = new ArrayList<Route>();
        screen.page().route("**/parts/dues", held::add);
        part.locator("[name=duesPaid]").fill("");
        screen.page().waitForCondition(() -> !held.isEmpty());
        part.locator("textarea").fill(text);
        screen.page().unroute("**/parts/dues");
        held.forEach(Route::resume);
        assertThat(part.locator("#dues-duesPaid-error")).isVisible();
        assertThat(part.locator("textarea")).hasValue(text);
        part.locator("[name=duesPaid]").fill(String.valueOf(paid));
        assertThat(part.locator("#dues-duesPaid-error")).isHidden();
        assertThat(part.locator("textarea")).hasValue(text);
        assertThat(part.locator("[name=duesLiable]")).hasValue(String.valueOf(liable));
        assertThat(screen.page().locator("#dues-saved")).hasText(SAVED);
        return this;
    }

    public RoomPage countTargets(int set, int reached) {
        var targets = screen.page().locator("#targets");
        targets.locator("[name=targetsSet]").fill(String.valueOf(set));
        targets.locator("[name=targetsReached]").fill(String.valueOf(reached));
        assertThat(screen.page().locator("#targets-saved")).hasText(SAVED);
        return this;
    }

    public RoomPage adoptProgramme() {
        vote(part("programme"), 0);
        screen.test("close-programme").click();
        assertThat(screen.test("close-programme")).hasCount(0);
        return this;
    }

    public RoomPage discussFirstItem(String content, String conclusion, String speech, String subject) {
        var item = screen.test("item").first();
        item.locator("textarea[name=content]").first().fill(content);
        item.locator("textarea[name=conclusion]").fill(conclusion);
        item.locator("[data-test=save]").first().click();
        assertThat(item.locator("[id$=-saved]").first()).hasText(SAVED);

        item.locator("[data-test=add-speech]").click();
        item.locator("[name=speaker]").selectOption(new SelectOption().setIndex(2));
        item.locator("form:has([data-test=save-speech]) [name=content]").fill(speech);
        item.locator("[data-test=save-speech]").click();
        assertThat(item.locator("[data-test=speech]")).hasCount(1);

        item.locator("[data-test=add-vote]").click();
        var vote = item.locator("form:has([data-test=save-vote])");
        vote.locator("[name=subject]").fill(subject);
        vote(vote, 1);
        vote.locator("[data-test=save-vote]").click();
        assertThat(item.locator("[data-test=vote-line]")).containsText("thông qua");
        return this;
    }

    public RoomPage giveTask(String content, LocalDate due) {
        screen.test("add-task").click();
        var task = screen.page().locator("form:has([data-test=save-task])");
        task.locator("[name=content]").fill(content);
        task.locator("[name=owner]").selectOption(new SelectOption().setIndex(3));
        task.locator("[name=due]").fill(due.toString());
        task.locator("[data-test=save-task]").click();
        assertThat(screen.test("task").filter(new Locator.FilterOptions().setHasText(content)))
                .hasCount(1);
        return this;
    }

    public RoomPage closeAgenda() {
        screen.test("close-agenda").click();
        assertThat(screen.test("close-agenda")).hasCount(0);
        return this;
    }

    public RoomPage passResolution(String direction) {
        part("resolution").locator("[name=direction]").fill(direction);
        assertThat(screen.page().locator("#resolution-saved")).hasText(SAVED);
        vote(part("resolution"), 1);
        screen.test("vote-resolution").click();
        assertThat(screen.test("resolution-result")).hasAttribute("data-result", "PASSED");
        return this;
    }

    public void toScore() {
        screen.test("score-link").click();
        assertThat(screen.test("score-form")).isVisible();
    }

    public RoomPage adoptMinutes() {
        vote(part("minutes"), 0);
        screen.test("close-minutes").click();
        assertThat(screen.test("sitting-state")).hasAttribute("data-state", "HELD");
        return this;
    }

    public void toPapers() {
        screen.test("papers-link").click();
        assertThat(screen.test("open-minutes")).isVisible();
    }

    /** All who may vote, this many of them against. */
    private void vote(Locator form, int against) {
        var numbers = LAST_NUMBER.matcher(
                screen.test("vote-base").first().textContent().strip());
        if (!numbers.find()) {
            throw new AssertionError("No number of voters on the page");
        }
        form.locator("[name=inFavour]").fill(String.valueOf(Integer.parseInt(numbers.group(1)) - against));
        form.locator("[name=against]").fill(String.valueOf(against));
        form.locator("[name=noOpinion]").fill("0");
    }

    private Locator part(String name) {
        return screen.page().locator("#" + name + "-section");
    }
}
