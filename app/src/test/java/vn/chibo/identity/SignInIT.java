package vn.chibo.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/** Sign-in over HTTP, with the cookies and redirects a browser sees. */
@ApplicationModuleTest(
        mode = BootstrapMode.DIRECT_DEPENDENCIES,
        extraIncludes = "shared",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SignInIT {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private AccountRepository accounts;

    @Autowired
    private PasswordEncoder encoder;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ResourceUrlProvider files;

    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    @BeforeEach
    void oneAccount() {
        cookies.getCookieStore().removeAll(); // one instance of this class runs all tests
        jdbc.sql("delete from identity.failed_sign_in").update();
        jdbc.sql("delete from spring_session").update();
        accounts.deleteAll();
        accounts.save(new Account(
                "thu.ky",
                encoder.encode("mật khẩu dài"),
                null,
                true,
                false,
                Clock.systemUTC().instant()));
    }

    @Test
    void leadsToThePageAskedForAfterSigningIn() throws Exception {
        var asked = get("/password?x=1");
        assertThat(asked.statusCode()).isEqualTo(302);
        assertThat(location(asked)).isEqualTo("/sign-in?continue=%2Fpassword%3Fx%3D1");

        var answer = signIn("Thu.Ky ", "mật khẩu dài", "/password?x=1");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(location(answer)).isEqualTo("/password?x=1");
        assertThat(get("/password").body()).contains("thu.ky").contains("Đổi mật khẩu");
        assertThat(cookies.getCookieStore().getCookies())
                .filteredOn(cookie -> cookie.getName().equals("chibo-session"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie.isHttpOnly()).isTrue());
    }

    @Test
    void neverLeadsToAnotherSite() throws Exception {
        var answer = signIn("thu.ky", "mật khẩu dài", "//example.org/");

        assertThat(location(answer)).isEqualTo("/");
    }

    @Test
    void showsThePageAgainWithTheAccountName() throws Exception {
        var answer = signIn("thu.ky", "sai", null);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("value=\"thu.ky\"")
                .contains("không đúng")
                .doesNotContain("\"sai\"");
    }

    @Test
    void refusesEvenTheRightPasswordAfterFiveFailures() throws Exception {
        for (var i = 0; i < 5; i++) {
            signIn("thu.ky", "sai", null);
        }

        var answer = signIn("thu.ky", "mật khẩu dài", null);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("thử lại sau 1 phút");
    }

    @Test
    void treatsAnUnknownAccountLikeAWrongPassword() throws Exception {
        for (var i = 0; i < 5; i++) {
            assertThat(signIn("khong.co", "sai", null).body()).contains("không đúng");
        }

        assertThat(signIn("khong.co", "sai", null).body()).contains("thử lại sau 1 phút");
    }

    @Test
    void endsTheSessionOfADisabledAccountWithTheNextClick() throws Exception {
        signIn("thu.ky", "mật khẩu dài", null);
        assertThat(get("/password").statusCode()).isEqualTo(200);

        jdbc.sql("update identity.account set enabled = false").update();

        assertThat(location(get("/password"))).startsWith("/sign-in");
    }

    @Test
    void asksForAnOwnPasswordFirst() throws Exception {
        jdbc.sql("update identity.account set must_change_password = true").update();
        signIn("thu.ky", "mật khẩu dài", null);

        assertThat(location(get("/"))).isEqualTo("/password");

        var tooShort = post("/password", "current=mật khẩu dài&password=abc&repeated=abc");
        assertThat(tooShort.statusCode()).isEqualTo(422);
        assertThat(tooShort.body()).contains("ít nhất 8 ký tự");

        var changed = post("/password", "current=mật khẩu dài&password=một câu mới&repeated=một câu mới");
        assertThat(changed.statusCode()).isEqualTo(302);
        assertThat(location(get("/"))).isEqualTo("/inbox");
    }

    @Test
    void rotatesTheSessionAtSignIn() throws Exception {
        signIn("thu.ky", "mật khẩu dài", null);
        var first = sessionCookie();
        post("/sign-out", "");

        signIn("thu.ky", "mật khẩu dài", null);

        assertThat(sessionCookie()).isNotEqualTo(first);
    }

    @Test
    void sendsAFormOfAnEndedSessionToTheSignInPageAndBack() throws Exception {
        signIn("thu.ky", "mật khẩu dài", null);
        var page = get("/password");
        jdbc.sql("delete from spring_session").update();

        var answer = browser.send(
                request("/password")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Referer", "http://127.0.0.1:" + port + "/password")
                        .POST(HttpRequest.BodyPublishers.ofString("_csrf=" + encode(token(page))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(location(answer)).isEqualTo("/sign-in?continue=%2Fpassword&expired");
    }

    @Test
    void tellsAnUnknownAddressFromAForbiddenOne() throws Exception {
        signIn("thu.ky", "mật khẩu dài", null);

        var missing = get("/khong-co");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("Không tìm thấy trang").contains("thu.ky");

        var withoutToken = browser.send(
                request("/password")
                        .POST(HttpRequest.BodyPublishers.ofString(""))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(withoutToken.statusCode()).isEqualTo(403);
        assertThat(withoutToken.body()).contains("Trang này đã cũ");
    }

    @Test
    void sendsStrictHeadersAndLongCachedAssets() throws Exception {
        var page = get("/sign-in");

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .contains("script-src 'self'");
        assertThat(page.body()).containsPattern("/assets/app-[0-9a-f]{32}\\.css");
        assertThat(page.body()).doesNotContain("<script>").doesNotContain("style=");
        var css = page.body().replaceAll("(?s).*(/assets/app-[0-9a-f]{32}\\.css).*", "$1");
        assertThat(get(css).headers().firstValue("Cache-Control")).contains("max-age=31536000");
    }

    /** Every link of a page is put to these when the page is made: looking into the jar for each is dear. */
    @Test
    void looksForFilesInOnePlaceOnly() throws Exception {
        assertThat(files.getHandlerMap().get("/**").getLocations()).isEmpty();
        assertThat(files.getHandlerMap()).containsOnlyKeys("/**", "/assets/**", "/webjars/**");
        assertThat(get("/assets/nothing.css").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> signIn(String username, String password, String target) throws Exception {
        var form = "_csrf=" + encode(token(get("/sign-in"))) + "&username=" + encode(username) + "&password="
                + encode(password) + (target == null ? "" : "&continue=" + encode(target));
        return browser.send(
                request("/sign-in")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return browser.send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "_csrf=" + encode(token(get("/password"))) + "&" + form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "text/html");
    }

    private String sessionCookie() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("chibo-session"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static String token(HttpResponse<String> page) {
        var found = TOKEN.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .map(value -> value.replaceFirst("^http://127\\.0\\.0\\.1:\\d+", ""))
                .orElse("");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
