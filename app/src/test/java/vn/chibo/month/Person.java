package vn.chibo.month;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import vn.chibo.month.Browser.Page;

/** Somebody at a browser, who tries again when the system is away and signs in again when it asks for it. */
public final class Person {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final String account;
    private final Browser browser;
    private final Tally tally;
    private final @Nullable String chosenPassword;
    private String password;
    private Instant lastTrouble = Instant.MIN;

    public Person(URI base, String account, String password) {
        this(base, account, password, null, new Tally());
    }

    /** @param chosenPassword what this person chooses when asked for a password of their own */
    public Person(URI base, String account, String password, @Nullable String chosenPassword, Tally tally) {
        this.account = account;
        this.password = password;
        this.chosenPassword = chosenPassword;
        this.tally = tally;
        this.browser = new Browser(base);
    }

    public String account() {
        return account;
    }

    /** When the newest form this person sent was answered; as {@link System#nanoTime}. */
    public long answeredAt() {
        return browser.answeredAt();
    }

    public Page open(String path) {
        return patiently(path, () -> {
            var page = browser.get(path);
            if (isSignIn(page)) {
                signIn(page);
                page = browser.get(path);
            }
            return page;
        });
    }

    private void signIn(Page asked) throws IOException {
        var page = browser.submit(
                asked, asked.form("/sign-in"), Browser.fields("username", account, "password", password));
        if (page.status() >= 500) {
            return;
        }
        if (isSignIn(page)) {
            throw new AssertionError(account + " cannot sign in: " + page);
        }
        if (chosenPassword != null && page.uri().getPath().equals("/password")) {
            var changed = browser.submit(
                    page,
                    page.form("/password"),
                    Browser.fields("current", password, "password", chosenPassword, "repeated", chosenPassword));
            if (changed.status() == 200) {
                password = chosenPassword;
            }
        }
    }

    private static boolean isSignIn(Page page) {
        return page.uri().getPath().startsWith("/sign-in");
    }

    /** Sends a form and answers what came; anything but a success is a failure of the test. */
    public Page send(Page page, Element form, Map<String, String> fields) {
        var answer = trySending(page, form, fields);
        if (isSignIn(answer)) {
            throw lookAgain(form, answer);
        }
        if (answer.status() >= 400) {
            if (hadTrouble()) {
                throw lookAgain(form, answer);
            }
            throw new AssertionError(
                    account + " was refused " + form.attr("action") + " with " + fields + ": " + answer);
        }
        return answer;
    }

    /** Whether something had to be sent more than once a short while ago: what a page showed before may not hold any more. */
    boolean hadTrouble() {
        return lastTrouble.isAfter(Instant.now().minusSeconds(60));
    }

    private LookAgain lookAgain(Element form, Page answer) {
        tally.lookAgain();
        return new LookAgain(account + " sent " + form.attr("action") + " again and saw " + answer);
    }

    Page trySending(Page page, Element form, Map<String, String> fields) {
        return patiently(form.attr("action"), () -> browser.submit(page, form, fields));
    }

    public Page upload(Page page, Element form, String field, String name, byte[] content) {
        return patiently(form.attr("action"), () -> browser.upload(page, form, field, name, content));
    }

    List<String> tasks() {
        return open("/inbox").links("[data-test=task-line] a.inbox-line__title");
    }

    /** Tries again while the system is away (no connection, or an answer that says so). */
    private Page patiently(String what, Callable<Page> attempt) {
        var begin = Instant.now();
        var end = begin.plus(PATIENCE);
        while (true) {
            tally.request();
            try {
                var page = attempt.call();
                if (page.status() < 500) {
                    tally.waited(Duration.between(begin, Instant.now()), account, what);
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
            tally.retry();
            lastTrouble = Instant.now();
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
