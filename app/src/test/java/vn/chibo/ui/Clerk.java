package vn.chibo.ui;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jsoup.nodes.Element;
import vn.chibo.month.Browser.Page;
import vn.chibo.month.Person;

/** Somebody who does over HTTP what another story has shown in the browser. */
final class Clerk {

    private final Person person;

    Clerk(URI base, String account) {
        person = new Person(base, account, "chibo-2026");
    }

    /** Does the task once it has come; the fields are names and values, a value {@code #2} the second choice of a list. */
    Clerk task(String title, String about, String... fields) {
        var found = new AtomicReference<String>();
        Awaitility.await(person.account() + ": " + title + ", " + about)
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    person
                            .open("/inbox?q=" + URLEncoder.encode(title + " " + about, StandardCharsets.UTF_8))
                            .document()
                            .select("[data-test=task-line]")
                            .stream()
                            .filter(line -> line.text().contains(about))
                            .findFirst()
                            .ifPresent(line -> found.set(line.selectFirst("a").attr("href")));
                    return found.get() != null;
                });
        var answer = send(found.get(), "/submission", fields);
        if (answer.document().selectFirst("[data-test=done]") == null) {
            throw new AssertionError(title + " is not done: " + answer);
        }
        return this;
    }

    /** Opens the page and sends its form with these fields. */
    Page send(String path, String action, String... fields) {
        var page = person.open(path);
        var form = page.form(action);
        return person.send(page, form, values(form, fields));
    }

    private static Map<String, String> values(Element form, String... fields) {
        var values = new LinkedHashMap<String, String>();
        for (var at = 0; at < fields.length; at += 2) {
            var value = fields[at + 1];
            values.put(
                    fields[at],
                    value.startsWith("#")
                            ? form.select("select[name=" + fields[at] + "] option")
                                    .get(Integer.parseInt(value.substring(1)))
                                    .val()
                            : value);
        }
        return values;
    }
}
