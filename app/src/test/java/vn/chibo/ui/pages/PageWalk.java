package vn.chibo.ui.pages;

import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Follows every link a person is shown, one page of each kind, and notes what no page may have: an error (a link nobody may
 * follow is one), a text without a translation, what axe-core (WCAG A and AA, best practice) objects to. Width and scripts
 * are watched by the {@link Screen} itself.
 */
public final class PageWalk {

    private static final Path AXE = Path.of("src/main/frontend/node_modules/axe-core/axe.min.js");
    private static final List<Integer> WIDTHS = List.of(360, 1280);
    private static final Pattern NOT_PAGES = Pattern.compile("/sign-out|[?&]lang=|\\.xlsx|/template(\\?|$)");
    private static final Pattern UNTRANSLATED = Pattern.compile("\\?\\?[\\w.-]+\\?\\?|\\{\\d}");
    private static final String FINDINGS = """
            () => axe.run(document, { resultTypes: ['violations'] }).then(result => result.violations
                .map(violation => violation.id + ' at ' + violation.nodes[0].html.slice(0, 120)))""";

    private final Screen screen;
    private final int most;
    private final List<String> findings = new ArrayList<>();

    /** @param most pages to look at; of addresses that differ only in ids one is enough */
    public PageWalk(Screen screen, int most) {
        this.screen = screen;
        this.most = most;
    }

    public List<String> from(String first) {
        var axe = axe();
        var seen = new HashSet<String>();
        var waiting = new ArrayDeque<String>(List.of(first));
        var visited = 0;
        while (!waiting.isEmpty() && visited < most) {
            var address = waiting.removeFirst();
            if (seen.add(kind(address))) {
                visited++;
                visit(address, axe);
                waiting.addAll(links());
            }
        }
        if (visited < 3) {
            findings.add("only " + visited + " pages found from " + first);
        }
        return findings;
    }

    /** Only the page the person looks at, as a phone and as a desk show it. */
    public static List<String> at(Screen screen) {
        var walk = new PageWalk(screen, 1);
        var page = screen.page();
        var address = page.url();
        var usual = page.viewportSize();
        for (var width : WIDTHS) {
            page.setViewportSize(width, usual.height);
            walk.visit(address, axe());
        }
        page.setViewportSize(usual.width, usual.height);
        return walk.findings;
    }

    private void visit(String address, String axe) {
        var page = screen.page();
        try {
            var answer = page.navigate(address);
            if (answer != null && answer.status() >= 400) {
                findings.add(address + ": status " + answer.status());
            }
        } catch (PlaywrightException e) {
            findings.add(address + ": " + e.getMessage());
            return;
        }
        var untranslated = UNTRANSLATED.matcher(page.innerText("body"));
        if (untranslated.find()) {
            findings.add(address + ": text " + untranslated.group());
        }
        page.evaluate(axe);
        ((List<?>) page.evaluate(FINDINGS)).forEach(finding -> findings.add(address + ": axe " + finding));
    }

    private List<String> links() {
        var here = URI.create(screen.page().url());
        return screen.page().locator("a[href]").all().stream()
                .map(link -> here.resolve(link.getAttribute("href").replace(" ", "%20")))
                .filter(link -> here.getAuthority().equals(link.getAuthority()) && link.getFragment() == null)
                .map(link -> link.getRawPath() + (link.getRawQuery() == null ? "" : "?" + link.getRawQuery()))
                .filter(link -> !NOT_PAGES.matcher(link).find())
                .toList();
    }

    private static String kind(String address) {
        return address.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}|\\d{10,}", "*")
                .replaceAll("/figures/[^?]*", "/figures/*")
                .replaceAll("=[^&]*", "")
                .replaceAll("/policy/parameters/.*", "/policy/parameters/*");
    }

    private static String axe() {
        try {
            return Files.readString(AXE);
        } catch (IOException e) {
            throw new UncheckedIOException("The front end is not built: axe-core is missing", e);
        }
    }
}
