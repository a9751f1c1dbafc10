package vn.chibo.requests;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Sends what no browser would: any method to any address with any fields, as somebody signed in or as nobody. Follows nothing. */
final class Client {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final URI base;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private String token = "";

    private Client(URI base) {
        this.base = base;
    }

    static Client nobody(URI base) {
        return new Client(base);
    }

    static Client signedIn(URI base, String account) {
        var client = new Client(base);
        client.token = client.get("/sign-in").token();
        var answer = client.post("/sign-in", fields("username", account, "password", "chibo-2026"));
        if (answer.status() != 302) {
            throw new AssertionError(account + " cannot sign in: " + answer.text());
        }
        client.token = client.get("/password").token();
        return client;
    }

    Answer get(String path) {
        return send(path, "GET", "text/html", BodyPublishers.noBody());
    }

    Answer post(String path, Map<String, String> fields) {
        return send(path, "POST", FORM, BodyPublishers.ofString(encoded(fields) + "&_csrf=" + encode(token)));
    }

    /** The fields go with the token in a header, as a script sends them. */
    Answer send(String path, String method, String type, BodyPublisher body) {
        try {
            var request = HttpRequest.newBuilder(URI.create(base + path))
                    .method(method, body)
                    .header("Accept", type.contains("json") ? "application/json" : "text/html,*/*;q=0.8")
                    .header("Content-Type", type)
                    .timeout(Duration.ofSeconds(60));
            if (!type.equals(FORM) && !type.endsWith("boundary=x")) {
                request.header("X-XSRF-TOKEN", token);
            }
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(), answer.headers().firstValue("Location").orElse(""), answer.body());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The answer's headers and content, of whatever status. */
    HttpResponse<byte[]> raw(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    byte[] download(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new AssertionError(path + " answers " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** An upload as a form sends it, its token among the parts. */
    Answer upload(String path, byte[] file) {
        return upload(path, "a.xlsx", file);
    }

    Answer upload(String path, String fileName, byte[] file) {
        var head = "--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token
                + "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName + "\"\r\n\r\n";
        return send(
                path,
                "POST",
                "multipart/form-data; boundary=x",
                BodyPublishers.concat(
                        BodyPublishers.ofString(head),
                        BodyPublishers.ofByteArray(file),
                        BodyPublishers.ofString("\r\n--x--\r\n")));
    }

    static Map<String, String> fields(String... namesAndValues) {
        var fields = new LinkedHashMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    record Answer(int status, String location, String body) {

        Document page() {
            return Jsoup.parse(body);
        }

        /** What the person reads, without frame and menu. */
        String text() {
            var main = page().selectFirst("main, .govuk-main-wrapper");
            return status + " " + location + " " + (main == null ? page().text() : main.text());
        }

        boolean asksToSignIn() {
            return status == 401 || status == 302 && location.contains("/sign-in");
        }

        private String token() {
            var field = page().selectFirst("input[name=_csrf]");
            return field == null ? "" : field.attr("value");
        }
    }
}
