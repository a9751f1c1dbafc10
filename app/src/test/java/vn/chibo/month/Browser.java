package vn.chibo.month;

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
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** One person's browser without JavaScript: follows links, fills in forms, keeps cookies. */
final class Browser {

    private final URI base;
    private final HttpClient http;

    Browser(URI base) {
        this.base = base;
        this.http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    Page get(String path) throws IOException {
        return send(HttpRequest.newBuilder(base.resolve(path)).GET());
    }

    /** Sends the form as a browser would, with these fields in place of what it shows. */
    Page submit(Page page, Element form, Map<String, String> fields) throws IOException {
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
        return send(HttpRequest.newBuilder(target)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Page send(HttpRequest.Builder request) throws IOException {
        try {
            var response = http.send(
                    request.header("Accept", "text/html")
                            .timeout(Duration.ofSeconds(60))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
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

    /** An answer as the person sees it. */
    record Page(int status, URI uri, Document document) {

        /** The form whose action ends so. */
        Element form(String actionEnd) {
            return document.select("form").stream()
                    .filter(form -> form.attr("action").split("\\?")[0].endsWith(actionEnd))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No form to " + actionEnd + " on " + this));
        }

        boolean hasForm(String actionEnd) {
            return document.select("form").stream()
                    .anyMatch(form -> form.attr("action").split("\\?")[0].endsWith(actionEnd));
        }

        List<String> links(String cssQuery) {
            return document.select(cssQuery).eachAttr("href");
        }

        String text() {
            return document.text();
        }

        @Override
        public String toString() {
            var main = document.selectFirst("main");
            var text = main == null ? document.text() : main.text();
            return status + " " + uri + ": " + text.substring(0, Math.min(1500, text.length()));
        }
    }

    static Map<String, String> fields(String... namesAndValues) {
        var fields = new LinkedHashMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
