package vn.chibo.month;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * One person's browser without JavaScript: follows links, fills in forms, keeps cookies. All share one client, so that
 * hundreds of people cost no hundreds of threads.
 */
public final class Browser {

    private static final int MOST_REDIRECTS = 10;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final URI base;
    private volatile long answeredAt;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

    public Browser(URI base) {
        this.base = base;
    }

    /** When the newest form sent was answered, before any redirection was followed; as {@link System#nanoTime}. */
    long answeredAt() {
        return answeredAt;
    }

    public Page get(String path) throws IOException {
        return get(base.resolve(path));
    }

    private Page get(URI target) throws IOException {
        return send(HttpRequest.newBuilder(target).GET(), MOST_REDIRECTS);
    }

    /** Sends the form as a browser would, with these fields in place of what it shows. */
    public Page submit(Page page, Element form, Map<String, String> fields) throws IOException {
        var values = defaults(form);
        fields.forEach((name, value) -> {
            values.removeIf(field -> field.name().equals(name));
            values.add(new Field(name, value));
        });
        return post(page.uri().resolve(form.attr("action")), values);
    }

    private Page post(URI target, List<Field> fields) throws IOException {
        var body = fields.stream()
                .map(field -> encode(field.name()) + "=" + encode(field.value()))
                .collect(Collectors.joining("&"));
        return send(
                HttpRequest.newBuilder(target)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                MOST_REDIRECTS);
    }

    /** Chooses a file in a form that uploads one, and sends it. */
    public Page upload(Page page, Element form, String field, String name, byte[] content) throws IOException {
        var boundary = "chibo-" + UUID.randomUUID();
        var body = new ByteArrayOutputStream();
        for (var value : defaults(form)) {
            if (!value.name().equals(field)) {
                body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + value.name()
                                + "\"\r\n\r\n" + value.value() + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\""
                        + name + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(
                HttpRequest.newBuilder(page.uri().resolve(form.attr("action")))
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())),
                MOST_REDIRECTS);
    }

    private Page send(HttpRequest.Builder request, int redirects) throws IOException {
        try {
            var target = request.build().uri();
            cookies.get(target, Map.of())
                    .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
            var response = HTTP.send(
                    request.header("Accept", "text/html")
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.request().method().equals("POST")) {
                answeredAt = System.nanoTime();
            }
            cookies.put(target, response.headers().map());
            var next = response.headers().firstValue("Location");
            if (response.statusCode() / 100 == 3 && next.isPresent() && redirects > 0) {
                return send(HttpRequest.newBuilder(target.resolve(next.get())).GET(), redirects - 1);
            }
            return new Page(
                    response.statusCode(),
                    response.uri(),
                    Jsoup.parse(response.body(), response.uri().toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** What a browser would send of the form if nobody touched it. */
    private static List<Field> defaults(Element form) {
        var fields = new ArrayList<Field>();
        for (var input : form.select("input[name], textarea[name], select[name]")) {
            if (input.hasAttr("disabled")) {
                continue;
            }
            switch (input.normalName()) {
                case "textarea" -> fields.add(new Field(input.attr("name"), input.wholeText()));
                case "select" -> {
                    var selected = input.selectFirst("option[selected]");
                    var option = selected != null ? selected : input.selectFirst("option");
                    if (option != null) {
                        fields.add(new Field(
                                input.attr("name"), option.hasAttr("value") ? option.attr("value") : option.text()));
                    }
                }
                default -> {
                    var type = input.attr("type").toLowerCase();
                    var box = type.equals("radio") || type.equals("checkbox");
                    if (type.equals("submit") || type.equals("button") || (box && !input.hasAttr("checked"))) {
                        continue;
                    }
                    fields.add(
                            new Field(input.attr("name"), box && !input.hasAttr("value") ? "on" : input.attr("value")));
                }
            }
        }
        return fields;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private record Field(String name, String value) {}

    /** The page does not offer what the person is about to do. */
    static final class NoForm extends AssertionError {
        NoForm(String action, Page page) {
            super("No form to " + action + " on " + page);
        }
    }

    /** An answer as the person sees it. */
    public record Page(int status, URI uri, Document document) {

        /** The form whose action ends so. */
        public Element form(String actionEnd) {
            return document.select("form").stream()
                    .filter(form -> form.attr("action").split("\\?")[0].endsWith(actionEnd))
                    .findFirst()
                    .orElseThrow(() -> new NoForm(actionEnd, this));
        }

        public boolean hasForm(String actionEnd) {
            return document.select("form").stream()
                    .anyMatch(form -> form.attr("action").split("\\?")[0].endsWith(actionEnd));
        }

        public List<String> links(String cssQuery) {
            return document.select(cssQuery).eachAttr("href");
        }

        public String text() {
            return document.text();
        }

        @Override
        public String toString() {
            var main = document.selectFirst("main");
            var text = main == null ? document.text() : main.text();
            return status + " " + uri + ": " + text.substring(0, Math.min(1500, text.length()));
        }
    }

    public static Map<String, String> fields(String... namesAndValues) {
        var fields = new LinkedHashMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
