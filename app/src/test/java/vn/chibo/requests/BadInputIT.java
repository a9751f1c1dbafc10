package vn.chibo.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.requests.Client.fields;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.chibo.requests.Client.Answer;

/** Whatever is sent, the answer is a page in words: never a fault, never a lost text, never somebody else's markup. */
class BadInputIT extends WholeCommune {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]{4,}");
    private static final String SCRIPT = "<script>alert(1)</script>";

    /** Each put into every field of a form at once. */
    private static final List<String> BAD = List.of(
            "",
            "đ".repeat(600),
            SCRIPT,
            "31/02/2026",
            "+999999999-01-01",
            "1e-99999999",
            "Đa\u0309ng u\u0309y \ud83d \0",
            "{0} ${7*7} #{x} '",
            "../../etc/passwd");

    /** Each put into one field at a time, the others as the page offers them. */
    private static final List<String> WORSE =
            List.of("x".repeat(30_000), "a\0b\u0007\ud83d" + SCRIPT, "01/01/999999999", "9".repeat(40));

    @Autowired
    @Qualifier("requestMappingHandlerMapping") private RequestMappingHandlerMapping addresses;

    private final List<String> wrong = new ArrayList<>();
    private final Set<String> sent = new TreeSet<>();

    /** Every form of these pages, every field of it, every bad value, the other fields as the page offers them. */
    @Test
    void noFieldOfAnyFormCausesAFault() {
        var planned = meetingOf("MAU-CB12");
        var registered = meetingOf("MAU-CB13");
        new CellMonth(registered, as("bithu.cb13"), as("vanphong"), as("banxaydungdang")).upTo("register");
        var approved = meetingOf("MAU-CB14");
        new CellMonth(approved, as("bithu.cb14"), as("vanphong"), as("banxaydungdang")).upTo("approve");
        var called = meetingOf("MAU-CB15");
        new CellMonth(called, as("bithu.cb15"), as("vanphong"), as("banxaydungdang")).upTo("task");
        var held = meetingOf("MAU-CB16");
        new CellMonth(held, as("bithu.cb16"), as("vanphong"), as("banxaydungdang")).upTo("minutes");
        var issued = meetingOf("MAU-CB17");
        new CellMonth(issued, as("bithu.cb17"), as("vanphong"), as("banxaydungdang")).upTo("issue");
        var sourcing = new Sourcing(this, "MAU-CB12");
        defineTasks();
        var task = task(8001, planned, "UserTask_ExplainNotHeld", "cell-secretary@MAU-CB12");

        for (var page : List.of(
                "bithu.cb12 " + planned + "/registration",
                "bithu.cb12 " + task,
                "bithu.cb12 " + planned + "/not-held",
                "vanphong " + registered + "/approval",
                "bithu.cb13 " + registered + "/postponement",
                "bithu.cb14 " + approved + "/notice",
                "bithu.cb14 " + approved + "/room",
                "bithu.cb15 " + called + "/room",
                "bithu.cb15 " + called + "/score",
                "bithu.cb16 " + held + "/papers",
                "bithu.cb17 " + issued + "/papers",
                "banxaydungdang " + issued + "/verification",
                "vanphong " + petition(planned),
                "vanphong /policy/parameters/meeting.registerByDay?unit=" + unit("MAU-CB12"),
                "quantri /policy/calendar",
                "quantri /admin/accounts",
                "bithu.cb12 /admission/cells/" + unit("MAU-CB12") + "/prospects/new",
                "bithu.cb12 /admission/prospects/" + sourcing.prospect() + "/edit",
                "bithu.cb12 /admission/prospects/" + sourcing.prospect(),
                "bithu.cb12 /admission/units/" + unit("MAU-CB12") + "/plans/2027",
                "vanphong /admission/units/" + unit("MAU-CB12") + "/plans/2026",
                "vanphong /admission/courses/new",
                "vanphong /admission/courses/" + sourcing.course() + "/places/" + sourcing.prospect(),
                "vanphong /admission/courses/" + sourcing.course(),
                "bithu.cb12 /password",
                "vanphong /organization/" + unit("MAU") + "/registers",
                "vanphong /organization/import")) {
            var parts = page.split(" ");
            sendBadly(as(parts[0]), parts[1]);
        }
        sendTableBadly(as("vanphong"));

        assertThat(wrong).isEmpty();
    }

    /** Forms of one kind (each line of a roll call) once. */
    private void sendBadly(Client person, String path) {
        var page = person.get(path);
        assertThat(page.status()).as(path + page.text()).isEqualTo(200);
        for (var form : page.page().select("form[method=post]")) {
            sendBadly(person, form.attr("action"), form);
            for (var button : form.select("[formaction]")) {
                sendBadly(person, button.attr("formaction"), form);
            }
        }
    }

    private void sendBadly(Client person, String action, Element form) {
        var kind = ID.matcher(action).replaceAll("*");
        if (kind.startsWith("/admin/accounts/") || kind.equals("/sign-out") || !sent.add(kind)) {
            return; // the first two lock people out
        }
        var offered = CellMonth.defaults(form);
        var names = form.select("[name]").eachAttr("name").stream()
                .filter(name -> !name.equals("_csrf"))
                .distinct()
                .limit(12)
                .toList();
        for (var bad : BAD) {
            var fields = new LinkedHashMap<>(offered);
            names.forEach(name -> fields.put(name, bad));
            judge(person.post(action, fields), kind + " all=" + shortly(bad));
        }
        for (var name : names) {
            for (var worse : WORSE) {
                var fields = new LinkedHashMap<>(offered);
                fields.put(name, worse);
                judge(person.post(action, fields), kind + " " + name + "=" + shortly(worse));
            }
        }
        var strange = new LinkedHashMap<>(offered);
        strange.putAll(
                fields("class.module", "x", "rows[999999999].code", "x", "a[b]", "c", "[]", "", "helpers", SCRIPT));
        judge(person.post(action, strange), kind + " with strange fields");
    }

    /** The long form of a score table, one row of it. */
    private void sendTableBadly(Client person) {
        var form = CellMonth.defaults(person.get("/score-templates/new").page(), "/score-templates");
        for (var name : List.of(
                "unit",
                "effectiveFrom",
                "name",
                "conditional",
                "moveTo",
                "rows[0].code",
                "rows[0].max",
                "rows[0].type",
                "rows[0].fact",
                "rows[0].levels",
                "rows[0].thematicOnly",
                "rows[999].code",
                "rows[x].code")) {
            for (var bad : WORSE) {
                var sent = new LinkedHashMap<>(form);
                sent.put(name, bad);
                judge(person.post("/score-templates", sent), "/score-templates " + name + "=" + shortly(bad));
            }
        }
        var levels = new LinkedHashMap<>(form);
        levels.putAll(
                fields("rows[0].type", "LEVELS", "rows[0].levels", "1e-99999999 | tốt\n0 | kém", "rows[0].max", "1"));
        judge(person.post("/score-templates", levels), "/score-templates levels");
    }

    /** Ids, parameters and bodies nobody's page sends. */
    @Test
    void noAddressCausesAFault() {
        var ids = List.of(
                "x",
                "%00",
                "%E1%BB",
                "..%2F..",
                "0",
                "-1",
                "9".repeat(30),
                "null",
                "%7B0%7D",
                "%3Cscript%3E",
                "00000000-0000-0000-0000-000000000000",
                UUID.randomUUID().toString(),
                "a;b=c");
        var queries = List.of(
                "month",
                "q",
                "unit",
                "on",
                "year",
                "from",
                "group",
                "after",
                "mine",
                "search",
                "attempt",
                "taken",
                "already",
                "lang",
                "continue",
                "date",
                "member");
        var person = as("vanphong");
        for (var mapping : addresses.getHandlerMethods().keySet()) {
            for (var pattern : mapping.getPatternValues()) {
                var isGet = mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET);
                if (pattern.contains("{")) {
                    for (var id : ids) {
                        var path = pattern.replaceAll("\\{[^/]*(\\{[^/]*})?[^/]*}", id);
                        judge(isGet ? person.get(path) : person.post(path, Map.of()), pattern + " " + id);
                    }
                }
                if (isGet) {
                    var path = pattern.replaceAll(
                            "\\{[^/]*(\\{[^/]*})?[^/]*}", unit("MAU-CB12").toString());
                    for (var bad : BAD) {
                        var query = new StringBuilder("?");
                        queries.forEach(name -> query.append(name)
                                .append('=')
                                .append(Client.encode(cut(bad, 400)))
                                .append('&'));
                        judge(person.get(path + query), pattern + " with " + shortly(bad));
                    }
                    judge(person.get(path + "?q=%00&month=%C3"), pattern + " with a broken query");
                }
            }
        }
        for (var json : List.of(
                "",
                "{",
                "[]",
                "null",
                "{\"version\":\"x\"}",
                "{\"version\":1e99,\"fields\":{}}",
                "{\"version\":0,\"fields\":{\"a\\u0000\":\"b\\u0000\\ud83d\"}}",
                "{\"version\":0,\"fields\":[1]}",
                "{\"version\":0,\"fields\":{\"a\":{\"b\":1}}}",
                "[".repeat(5_000))) {
            judge(
                    person.send("/drafts/x", "PUT", "application/json", BodyPublishers.ofString(json)),
                    "draft " + shortly(json));
        }
        for (var method : List.of("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD", "BREW")) {
            judge(person.send("/meetings", method, "text/plain", BodyPublishers.noBody()), method);
        }
        judge(
                person.send(
                        "/organization/import",
                        "POST",
                        "multipart/form-data; boundary=x",
                        BodyPublishers.ofString("--x")),
                "half an upload");
        judge(
                person.send("/organization/import", "POST", "multipart/form-data", BodyPublishers.ofString("x")),
                "no boundary");
        judge(
                person.send("/calendar/openings", "POST", "application/json", BodyPublishers.ofString("{}")),
                "json for a form");

        assertThat(wrong).isEmpty();
    }

    /** Who sends what where, what it says beside the field, and what is still there. */
    @Test
    void theMessageStandsBesideTheFieldAndEverythingTypedIsKept() {
        var planned = meetingOf("MAU-CB18");
        var secretary = as("bithu.cb18");
        var registration = fields(
                "date",
                "31/02/2026",
                "time",
                "25 giờ",
                "place",
                "Nhà văn hóa “thôn” 3",
                "mode",
                "IN_PERSON",
                "note",
                "Dòng 1\nDòng 2");

        var answer = secretary.post(planned + "/registration", registration);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(error(answer, "date")).contains("Nhập ngày theo dạng");
        assertThat(error(answer, "time")).contains("Nhập giờ theo dạng");
        assertThat(value(answer, "date")).isEqualTo("31/02/2026");
        assertThat(value(answer, "time")).isEqualTo("25 giờ");
        assertThat(value(answer, "place")).isEqualTo("Nhà văn hóa “thôn” 3");
        assertThat(value(answer, "note")).isEqualTo("Dòng 1\nDòng 2");

        registration.put("mode", "BY_LETTER");
        registration.put("place", "");
        answer = secretary.post(planned + "/registration?lang=en", registration);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(error(answer, "place")).contains("This must not be empty");
        assertThat(error(answer, "date")).contains("Enter a date as day/month/year");
        secretary.get("/password?lang=vi");

        var petition = petition(planned);
        answer = as("vanphong").post(petition + "/owner", fields("owner", "Ủy ban xã", "dueOn", "30/02/2026"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(error(answer, "dueOn")).contains("Nhập ngày theo dạng");
        assertThat(value(answer, "dueOn")).isEqualTo("30/02/2026");
        assertThat(value(answer, "owner")).isEqualTo("Ủy ban xã");

        answer = as("vanphong").post(petition + "/answer", fields("answer", "Câu trả lời dài. ".repeat(500)));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(value(answer, "answer")).hasSizeGreaterThan(8_000);

        answer = as("quantri")
                .post(
                        "/admin/accounts",
                        fields("username", "Tên có dấu", "memberCode", "KHÔNG-CÓ", "administrator", "có"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(value(answer, "username")).isEqualTo("Tên có dấu");
        assertThat(value(answer, "memberCode")).isEqualTo("KHÔNG-CÓ");
    }

    /** More than a form may carry: told so, in words. What was typed stands in the page behind the answer and in its draft. */
    @Test
    void aFormTooLargeForTheServerIsRefusedInWords() {
        var meeting = meetingOf("MAU-CB18");
        var answer = as("bithu.cb18").post(meeting + "/not-held", fields("reason", "x".repeat(3_000_000)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(413);
        assertThat(answer.text()).contains("quá lớn");

        var many = new LinkedHashMap<String, String>();
        for (var i = 0; i < 20_000; i++) {
            many.put("f" + i, "x");
        }
        answer = as("bithu.cb18").post(meeting + "/not-held", many);
        assertThat(answer.status()).as(answer.text()).isIn(400, 413);
        assertThat(answer.text()).doesNotContain("Exception");

        answer = as("vanphong").upload("/organization/import", new byte[12_000_000]);
        assertThat(answer.status()).as(answer.text()).isEqualTo(413);
        assertThat(answer.text()).contains("quá lớn");
    }

    private void judge(Answer answer, String what) {
        var body = answer.body();
        if (answer.status() >= 500
                || body.contains(SCRIPT)
                || body.contains("Exception")
                || body.contains("Whitelabel")
                || body.contains("\tat ")
                || answer.status() >= 400 && !body.isEmpty() && body.contains("Apache Tomcat")) {
            var text = answer.text();
            wrong.add(what + " → " + text.substring(0, Math.min(200, text.length())));
        }
    }

    /** The models the engine would have: tasks show their forms. */
    private void defineTasks() {
        try (var xml = BadInputIT.class.getResourceAsStream("/processes/meetings/monthly-meeting.bpmn")) {
            jdbc.sql("""
                insert into engine.process_definition (key, process_id, version, resource_name, deployed_at, xml)
                values (1, 'monthly-meeting', 1, 'monthly-meeting.bpmn', now(), ?) on conflict do nothing\
                """)
                    .param(new String(xml.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .update();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String error(Answer answer, String field) {
        var error = answer.page().getElementById(field + "-error");
        return error == null ? "" : error.text();
    }

    private static String value(Answer answer, String field) {
        var input = answer.page().selectFirst("main [name=" + field + "], .govuk-main-wrapper [name=" + field + "]");
        return input == null
                ? "no field"
                : input.normalName().equals("textarea") ? input.wholeText() : input.attr("value");
    }

    private static String shortly(String text) {
        return cut(text, 30).replaceAll("\\p{Cc}", "?");
    }

    private static String cut(String text, int most) {
        return text.substring(0, Math.min(most, text.length()));
    }
}
