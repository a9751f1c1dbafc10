package vn.chibo.month;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jsoup.nodes.Element;
import vn.chibo.month.Browser.Page;

/** Somebody at a browser, who tries again when the system is away and signs in again when it asks for it. */
final class Person {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final String account;
    private final String password;
    private final Browser browser;

    Person(URI base, String account, String password) {
        this.account = account;
        this.password = password;
        this.browser = new Browser(base);
    }

    String account() {
        return account;
    }

    Page open(String path) {
        return patiently(path, () -> {
            var page = browser.get(path);
            if (page.uri().getPath().startsWith("/sign-in")) {
                page = browser.submit(
                        page, page.form("/sign-in"), Browser.fields("username", account, "password", password));
                if (page.uri().getPath().startsWith("/sign-in")) {
                    throw new AssertionError(account + " cannot sign in: " + page);
                }
                page = browser.get(path);
            }
            return page;
        });
    }

    /** Sends a form and answers what came; anything but a success is a failure of the test. */
    Page send(Page page, Element form, Map<String, String> fields) {
        var answer = trySending(page, form, fields);
        if (answer.status() >= 400) {
            throw new AssertionError(
                    account + " was refused " + form.attr("action") + " with " + fields + ": " + answer);
        }
        return answer;
    }

    Page trySending(Page page, Element form, Map<String, String> fields) {
        return patiently(form.attr("action"), () -> browser.submit(page, form, fields));
    }

    List<String> tasks() {
        return open("/inbox").links("[data-test=task-line] a.inbox-line__title");
    }

    /** Tries again while the system is away (no connection, or an answer that says so). */
    private Page patiently(String what, Callable<Page> attempt) {
        var end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                var page = attempt.call();
                if (page.status() < 500) {
                    return page;
                }
                if (Instant.now().isAfter(end)) {
                    throw new AssertionError(account + " got " + page);
                }
            } catch (IOException away) {
                if (Instant.now().isAfter(end)) {
                    throw new AssertionError(account + " cannot reach " + what, away);
                }
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            pause(300);
        }
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
