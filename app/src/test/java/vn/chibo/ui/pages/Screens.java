package vn.chibo.ui.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The machine's Chromium, found as the {@code chibo} script finds it; every {@link Screen} is a window of its own. */
public final class Screens implements AutoCloseable {

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;
    private final String base;
    private final List<Screen> open = new ArrayList<>();

    public Screens(int port) {
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        base = "http://127.0.0.1:" + port;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(ARGUMENTS));
    }

    /** A phone held upright. */
    public Screen phone() {
        return screen(360, 740, true);
    }

    /** A computer in the committee's office. */
    public Screen desk() {
        return screen(1280, 800, false);
    }

    private Screen screen(int width, int height, boolean touch) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setHasTouch(touch)
                .setBaseURL(base)
                .setLocale("vi-VN")
                .setTimezoneId("Asia/Ho_Chi_Minh"));
        var screen = new Screen(context);
        open.add(screen);
        return screen;
    }

    /** What each screen met that nobody would notice by looking: scripts that failed, pages wider than the screen. */
    public List<String> troubles() {
        return open.stream().flatMap(screen -> screen.troubles().stream()).toList();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path chromium() {
        var given = System.getenv("CHIBO_CHROMIUM");
        var candidates = given != null && !given.isEmpty()
                ? Stream.of(Path.of(given))
                : Stream.concat(
                        Stream.of("chromium", "google-chrome").flatMap(Screens::onPath),
                        Stream.of(Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")));
        return candidates
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No Chromium found; CHIBO_CHROMIUM may name one"));
    }

    private static Stream<Path> onPath(String program) {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program));
    }
}
