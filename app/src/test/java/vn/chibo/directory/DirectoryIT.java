package vn.chibo.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.context.TestPropertySource;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.workbook.ForeignWorkbook;
import vn.chibo.shared.DomainTime;

/** The pages over HTTP, as people of the sample commune see them. */
@ApplicationModuleTest(
        mode = BootstrapMode.DIRECT_DEPENDENCIES,
        extraIncludes = "shared",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestPropertySource(properties = "chibo.sample=true")
class DirectoryIT {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final String BOUNDARY = "----chibo-test";

    @LocalServerPort
    private int port;

    @Autowired
    private Organizations organizations;

    private HttpClient browser = HttpClient.newHttpClient();

    @BeforeEach
    void anotherBrowser() {
        browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    @Test
    void the_office_browses_and_searches_without_accents() throws Exception {
        signIn("vanphong");

        assertThat(get("/organization").body()).contains("Đảng bộ xã Mẫu");
        assertThat(get("/organization?q=chi+bo+thon+hai").body()).contains("Chi bộ thôn Hai");
        assertThat(get("/organization?q=MAU-0001").body()).contains("MAU-0001").contains("Chi bộ thôn Một");
        assertThat(get("/organization/" + unit("MAU-CB02")).body())
                .contains("34 đảng viên", "Bí thư chi bộ", "Miễn công tác và sinh hoạt")
                .contains("Đảng bộ xã Mẫu");
    }

    @Test
    void a_secretary_sees_the_own_cell_only_and_imports_nothing() throws Exception {
        signIn("bithu.cb01");

        assertThat(get("/organization").body()).contains("Chi bộ thôn Một").doesNotContain("Nhập từ tệp Excel");
        assertThat(get("/organization/" + unit("MAU-CB02")).statusCode()).isEqualTo(403);
        assertThat(get("/organization/import").statusCode()).isEqualTo(403);
        assertThat(get("/organization/import/template.xlsx").statusCode()).isEqualTo(403);
        assertThat(get("/organization?q=MAU-0040").body()).doesNotContain("Chi bộ thôn Hai");
    }

    @Test
    void an_upload_is_previewed_and_then_imported() throws Exception {
        signIn("vanphong");
        assertThat(get("/organization/import/template.xlsx").headers().firstValue("content-type"))
                .contains("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        var preview =
                upload("Mã đảng viên;Họ và tên;Mã chi bộ;Trạng thái", "MAU-9301;Lê Thị <b>Mới</b>;MAU-CB01;Chính thức");
        assertThat(preview.statusCode()).isEqualTo(302);
        var address = preview.headers().firstValue("location").orElseThrow();
        var page = get(address).body();
        assertThat(page).contains("1 mới", "MAU-9301").doesNotContain("<b>");

        var done = post(address + "/application", page);

        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(get("/organization/import").body()).contains("Đã nhập: 1 mới");
        assertThat(get("/organization?q=MAU-9301").body()).contains("MAU-9301");
    }

    @Test
    void a_broken_upload_names_the_cell() throws Exception {
        signIn("vanphong");

        var answer = upload("Mã đảng viên;Họ và tên;Mã chi bộ;Trạng thái", "MAU-9401;Lê Thị An;MAU-CB77;Chính thức");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Trang DangVien, dòng 2, cột C (Mã chi bộ)", "MAU-CB77")
                .doesNotContain("Nhập tất cả");
    }

    @Test
    void an_office_ended_today_ends_the_access_today() throws Exception {
        var cell = "/organization/" + unit("MAU-CB05");
        signIn("bithu.cb05");
        assertThat(get(cell).statusCode()).isEqualTo(200);
        assertThat(get(cell).body()).doesNotContain(cell + "/offices");
        assertThat(get(cell + "/offices").statusCode()).isEqualTo(403);
        var secretary = browser;

        anotherBrowser();
        signIn("vanphong");
        assertThat(get(cell).body()).contains(cell + "/offices");
        var offices = get(cell + "/offices").body();
        var term = first(Pattern.compile("(" + cell + "/offices/[0-9a-f-]{36})"), offices);
        var code = first(Pattern.compile("chibo-muted\">(MAU-[0-9]+)<"), offices);
        var page = get(term).body();
        assertThat(page).contains("Bí thư chi bộ");
        assertThat(get("/organization/" + unit("MAU-CB04") + term.substring(cell.length()))
                        .statusCode())
                .isEqualTo(404);
        var wrong = post(term + "/end", page, "to=31/02/2026");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("31/02/2026", "ngày/tháng/năm");
        var second = post(cell + "/offices", offices, "office=CELL_SECRETARY&member=MAU-0001&from=" + today());
        assertThat(second.statusCode()).isEqualTo(422);
        assertThat(second.body()).contains("không sinh hoạt ở chi bộ này");

        assertThat(post(term + "/end", page, "to=" + today()).statusCode()).isEqualTo(302);

        assertThat(get(cell + "/offices").body()).contains("Đã ghi ngày thôi giữ", "Đã thôi giữ");
        var office = browser;
        browser = secretary;
        assertThat(get(cell).statusCode()).isEqualTo(403);

        browser = office;
        var again = post(cell + "/offices", offices, "office=CELL_SECRETARY&member=" + code + "&from=" + today());
        assertThat(again.statusCode()).isEqualTo(302);
        browser = secretary;
        assertThat(get(cell).statusCode()).isEqualTo(200);
    }

    private static String today() {
        return encode(DateTimeFormatter.ofPattern("dd/MM/yyyy").format(DomainTime.today(Clock.systemUTC())));
    }

    private static String first(Pattern pattern, String page) {
        var matcher = pattern.matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private String unit(String code) {
        return organizations
                .unitByCode(code, DomainTime.today(Clock.systemUTC()))
                .orElseThrow()
                .id()
                .toString();
    }

    private void signIn(String account) throws Exception {
        var page = get("/sign-in").body();
        var form = "username=" + account + "&password=chibo-2026&_csrf=" + encode(token(page));
        var answer = send(request("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        assertThat(answer.statusCode()).isEqualTo(302);
    }

    private HttpResponse<String> upload(String... lines) throws Exception {
        var page = get("/organization/import").body();
        var body = new ByteArrayOutputStream();
        write(
                body,
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + token(page) + "\r\n");
        write(
                body,
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ds.xlsx\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n");
        body.write(ForeignWorkbook.of("DangVien", lines));
        write(body, "\r\n--" + BOUNDARY + "--\r\n");
        return send(request("/organization/import")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    private HttpResponse<String> post(String path, String page) throws Exception {
        return post(path, page, "");
    }

    private HttpResponse<String> post(String path, String page, String fields) throws Exception {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("_csrf=" + encode(token(page)) + "&" + fields)));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : "http://127.0.0.1:" + port + path))
                .header("Accept", "text/html");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String token(String page) {
        assertThat(page).containsPattern(TOKEN);
        var matcher = TOKEN.matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
