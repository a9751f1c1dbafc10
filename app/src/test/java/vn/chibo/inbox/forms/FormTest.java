package vn.chibo.inbox.forms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import tools.jackson.databind.json.JsonMapper;
import vn.chibo.engine.EngineModels;

/** What a form says is what the page shows and what the server enforces. */
class FormTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** 22 November 2026, 06:00 in Việt Nam, where it is a day later than in UTC. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T23:00:00Z"), ZoneOffset.UTC);

    private final Feel feel = new Feel(CLOCK);
    private final FormValidator validator = new FormValidator(feel, CLOCK);
    private final ResourceBundleMessageSource messages = new ResourceBundleMessageSource();

    @BeforeEach
    void vietnamese() {
        messages.setBasenames("messages/inbox");
        messages.setDefaultEncoding("UTF-8");
        messages.setAlwaysUseMessageFormat(true);
        messages.setFallbackToSystemLocale(false);
        LocaleContextHolder.setLocale(Locale.forLanguageTag("vi"));
    }

    @Test
    void everyFormOnTheClasspathCanBeShown() {
        var forms = new Forms(JSON, feel, mock());

        assertThat(forms.find("no-such-form")).isEmpty();
    }

    @Test
    void aTaskKeepsTheVersionItWasCreatedWith() {
        var deployed = mock(EngineModels.class);
        when(deployed.form(1))
                .thenReturn(
                        Optional.of("{'id':'f','type':'default','components':[{'type':'textfield','id':'A','key':'a'}]}"
                                .replace('\'', '"')));
        when(deployed.form(2))
                .thenReturn(
                        Optional.of("{'id':'f','type':'default','components':[{'type':'textfield','id':'B','key':'b'}]}"
                                .replace('\'', '"')));
        var forms = new Forms(JSON, feel, deployed);

        for (var round = 0; round < 3; round++) {
            assertThat(forms.ofTask(1L, "f").orElseThrow().asksFor("a")).isTrue();
            assertThat(forms.ofTask(2L, "f").orElseThrow().asksFor("a")).isFalse();
        }

        verify(deployed).form(1);
        verify(deployed).form(2);
    }

    @Test
    void theFormOfTheClasspathStandsInForOneThatWasNotKept() {
        var forms = new Forms(JSON, feel, mock());
        var explanation = "monthly-meeting-explain-not-held";

        assertThat(forms.ofTask(7L, explanation)).isEqualTo(forms.find(explanation));
        assertThat(forms.ofTask(null, explanation)).isEqualTo(forms.find(explanation));
        assertThat(forms.ofTask(null, null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'dynamiclist','id':'A'} | unknown type 'dynamiclist'",
                "{'type':'Text','id':'A'} | unknown type 'Text'",
                "{'type':'textfield','id':'A','key':'two words'} | camelCase key",
                "{'type':'textfield','id':'A','key':'a','validate':{'unique':true}} | unknown rule 'unique'",
                "{'type':'textfield','id':'A','key':'a','validate':{'pattern':'['}} | no regular expression",
                "{'type':'textfield','id':'A','key':'a','conditional':{'hide':'=1 +'}} | hide",
                "{'type':'text','id':'A','text':'Hello {{name}}'} | FEEL instead of {{templates}}",
                "{'type':'select','id':'A','key':'a'} | options from one of",
                "{'type':'datetime','id':'A','key':'a','subtype':'week'} | unknown subtype 'week'",
                "{'type':'group','id':'G','components':[{'type':'iframe','id':'A'}]} | unknown type 'iframe'",
            })
    void refusesWhatWouldBeAHoleInThePage(String component, String problem) {
        assertThatIllegalStateException().isThrownBy(() -> form(component)).withMessageContaining(problem);
    }

    @Test
    void refusesAKeyUsedTwice() {
        assertThatIllegalStateException()
                .isThrownBy(() -> form("{'type':'textfield','id':'A','key':'a'},{'type':'number','id':'B','key':'a'}"))
                .withMessageContaining("used twice");
    }

    @Test
    void textfieldKeepsLengthAndPattern() {
        var form = form(
                "{'type':'textfield','id':'F','key':'code','label':'Mã','description':'Như CB-0123',"
                        + "'validate':{'required':true,'minLength':3,'maxLength':7,'pattern':'^CB-','patternErrorMessage':'Bắt đầu bằng CB-'}}");

        assertThat(problem(form, "code", " ")).isEqualTo("Chưa điền mục “Mã”");
        assertThat(problem(form, "code", "CB")).isEqualTo("Mục “Mã” cần ít nhất 3 ký tự, hiện có 2");
        assertThat(problem(form, "code", "CB-01234")).isEqualTo("Mục “Mã” dài nhất 7 ký tự, hiện có 8");
        assertThat(problem(form, "code", "XY-01")).isEqualTo("Bắt đầu bằng CB-");
        assertThat(value(form, "code", " CB-01\n")).isEqualTo("CB-01");
        assertThat(html(form, "code", "\"><b>")).contains("Như CB-0123", "value=\"&quot;&gt;&lt;b&gt;\"", "for=\"F\"");
    }

    @Test
    void textareaKeepsLinesAndComposesAccents() {
        var form = form("{'type':'textarea','id':'F','key':'text','label':'Kết luận'}");

        assertThat(value(form, "text", "Nhất trí\r\n\r\ndo\u0300ng 2\0\n")).isEqualTo("Nhất trí\n\ndòng 2");
        assertThat(problem(form, "text", "x".repeat(FormValidator.LONGEST_TEXT + 1)))
                .contains("dài nhất 50.000 ký tự");
        assertThat(html(form, "text", "</textarea><script>"))
                .contains("&lt;/textarea&gt;")
                .contains("(không bắt buộc)");
    }

    @Test
    void numberKeepsRangeAndDecimals() {
        var form = form("{'type':'number','id':'F','key':'percent','label':'Tỷ lệ','decimalDigits':1,"
                + "'validate':{'min':0,'max':'=limit'}}");

        assertThat(value(form, "percent", "81,8")).isEqualTo(new BigDecimal("81.8"));
        assertThat(value(form, "percent", "81.8")).isEqualTo(new BigDecimal("81.8"));
        assertThat(problem(form, "percent", "mười")).contains("phải là số");
        assertThat(problem(form, "percent", "1e9")).contains("phải là số");
        assertThat(problem(form, "percent", "-1")).contains("từ 0 trở lên");
        assertThat(problem(form, "percent", "100,5", Map.of("limit", new BigDecimal(100))))
                .contains("nhiều nhất là 100");
        assertThat(problem(form, "percent", "81,85")).contains("1 chữ số sau dấu phẩy");
        assertThat(html(form, "percent", "mười")).contains("value=\"mười\"", "inputmode=\"decimal\"");
    }

    @Test
    void dateIsWrittenAsPeopleWriteIt() {
        var form = form(
                "{'type':'datetime','id':'F','key':'day','subtype':'date','dateLabel':'Ngày họp','disallowPassedDates':true}");

        assertThat(value(form, "day", "2/12/2026")).isEqualTo("2026-12-02");
        assertThat(value(form, "day", "2026-12-02")).isEqualTo("2026-12-02");
        assertThat(value(form, "day", "22/11/2026")).as("today in Việt Nam").isEqualTo("2026-11-22");
        assertThat(problem(form, "day", "21/11/2026")).contains("quá khứ");
        assertThat(problem(form, "day", "31/02/2027"))
                .isEqualTo("Mục “Ngày họp” phải là một ngày có thật, ví dụ 05/11/2026");
        assertThat(problem(form, "day", "02/12/20266")).contains("ngày có thật");
        assertThat(page(validator.open(form, Map.of("day", "2026-12-02")))
                        .fields()
                        .getFirst()
                        .input())
                .isEqualTo("02/12/2026");
    }

    @Test
    void dateWithTimeNeedsBoth() {
        var form = form(
                "{'type':'datetime','id':'F','key':'at','subtype':'datetime','dateLabel':'Họp lúc','validate':{'required':true}}");

        assertThat(check(form, Map.of("at", List.of("02/12/2026"), "at-time", List.of("7:05")))
                        .values())
                .containsEntry("at", "2026-12-02T07:05");
        assertThat(check(form, Map.of("at", List.of("02/12/2026"), "at-time", List.of("19h30")))
                        .values())
                .containsEntry("at", "2026-12-02T19:30");
        assertThat(problem(form, "at", "02/12/2026")).contains("cả ngày và giờ");
        assertThat(problem(form, "at", "")).contains("Chưa điền");
        var opened = page(validator.open(form, Map.of("at", "2026-12-02T19:30")))
                .fields()
                .getFirst();
        assertThat(opened.input()).isEqualTo("02/12/2026");
        assertThat(opened.time()).isEqualTo("19:30");
        assertThat(render(validator.open(form, Map.of("at", "2026-12-02T19:30")), false))
                .contains("name=\"at-time\"", "value=\"19:30\"");
    }

    @Test
    void timeOfDay() {
        var form = form("{'type':'datetime','id':'F','key':'at','subtype':'time','timeLabel':'Giờ'}");

        assertThat(value(form, "at", "7:05")).isEqualTo("07:05");
        assertThat(problem(form, "at", "25:00")).contains("phải là giờ");
    }

    @Test
    void selectTakesOnlyWhatItOffers() {
        var form = form(
                "{'type':'select','id':'F','key':'chair','label':'Chủ trì','valuesKey':'members','validate':{'required':true}}");
        var members = Map.<String, Object>of("members", List.of(Map.of("label", "Nguyễn Văn An", "value", "m-1")));

        assertThat(check(form, Map.of("chair", List.of("m-1")), members).values())
                .containsEntry("chair", "m-1");
        assertThat(problem(form, "chair", "m-2", members)).isEqualTo("Chưa chọn mục “Chủ trì”");
        assertThat(problem(form, "chair", "", members)).isEqualTo("Chưa chọn mục “Chủ trì”");
        assertThat(render(validator.open(form, with(members, "chair", "m-1")), false))
                .contains("<option value=\"m-1\" selected=\"selected\">Nguyễn Văn An</option>");
    }

    @Test
    void radioTakesOptionsFromAnExpression() {
        var form = form(
                "{'type':'radio','id':'F','key':'answer','label':'Trả lời','valuesExpression':'=for i in 1..3 return string(i)'}");

        assertThat(value(form, "answer", "2")).isEqualTo("2");
        assertThat(problem(form, "answer", "4")).contains("Chưa chọn");
        assertThat(html(form, "answer", "2")).containsPattern("value=\"2\"\\s+checked=\"checked\"");
    }

    @ParameterizedTest
    @CsvSource({"checklist", "taglist"})
    void listsTakeSeveral(String type) {
        var form =
                form("{'type':'" + type + "','id':'F','key':'topics','label':'Nội dung','validate':{'required':true},"
                        + "'values':[{'value':'a','label':'Tư tưởng'},{'value':'b','label':'Đảng phí'}]}");

        assertThat(check(form, Map.of("topics", List.of("b", "a"))).values())
                .containsEntry("topics", List.of("b", "a"));
        assertThat(check(form, Map.of("topics", List.of("b", "c"))).isValid()).isFalse();
        assertThat(problem(form, "topics", "")).contains("Chưa chọn");
        assertThat(FilledForm.inputsOf(form, Map.of("topics", "a\nb"))).containsEntry("topics", List.of("a", "b"));
    }

    @Test
    void requiredCheckboxMustBeTicked() {
        var form = form("{'type':'checkbox','id':'F','key':'read','label':'Đã đọc','validate':{'required':true}}");

        assertThat(value(form, "read", "true")).isEqualTo(true);
        assertThat(check(form, Map.of()).isValid()).isFalse();
        assertThat(html(form, "read", "true")).contains("checked=\"checked\"");
    }

    @Test
    void defaultsAndPrefillOpenTheForm() {
        var form = form(
                "{'type':'textfield','id':'A','key':'place','defaultValue':'Nhà văn hóa'},"
                        + "{'type':'number','id':'B','key':'count','defaultValue':3},{'type':'checkbox','id':'C','key':'online','defaultValue':true}");

        assertThat(validator.open(form, Map.of()).values())
                .isEqualTo(Map.of("place", "Nhà văn hóa", "count", new BigDecimal(3), "online", true));
        assertThat(validator.open(form, Map.of("place", "Hội trường")).values()).containsEntry("place", "Hội trường");
    }

    @Test
    void hiddenComponentIsNeitherAskedForNorHandedOn() {
        var form = form(
                "{'type':'radio','id':'A','key':'attended','values':[{'value':'yes','label':'Có'},{'value':'no','label':'Không'}]},"
                        + "{'type':'group','id':'G','label':'Lý do','conditional':{'hide':'=attended != \"no\"'},'components':["
                        + "{'type':'textarea','id':'B','key':'reason','label':'Vì sao','validate':{'required':true}},"
                        + "{'type':'checkbox','id':'C','key':'excused'}]},"
                        + "{'type':'textfield','id':'D','key':'document','conditional':{'hide':'=excused != true'},'validate':{'required':true}}");

        var yes = check(form, Map.of("attended", List.of("yes"), "reason", List.of("x"), "excused", List.of("true")));
        assertThat(yes.isValid()).isTrue();
        assertThat(yes.values()).isEqualTo(Map.of("attended", "yes"));
        assertThat(yes.hiddenIds()).containsExactlyInAnyOrder("G", "B", "C", "D");
        assertThat(render(yes, false)).contains("id=\"field-G\" data-field=\"G\" hidden=\"hidden\"");

        var no = check(form, Map.of("attended", List.of("no")));
        assertThat(page(no).problems()).extracting(FormPages.Problem::text).containsExactly("Chưa điền mục “Vì sao”");
        assertThat(no.hiddenIds()).containsExactly("D");
    }

    @Test
    void readonlyComponentKeepsTheValueItWasOpenedWith() {
        var form = form(
                "{'type':'textfield','id':'A','key':'period','readonly':true},"
                        + "{'type':'number','id':'B','key':'points','label':'Điểm','readonly':'=locked','validate':{'max':10}}");

        var filled = check(
                form,
                Map.of("period", List.of("2027-01"), "points", List.of("99")),
                Map.of("period", "2026-11", "locked", true, "points", 7));

        assertThat(filled.isValid()).isTrue();
        assertThat(filled.values()).isEqualTo(Map.of("period", "2026-11", "points", new BigDecimal(7)));
        assertThat(render(filled, true))
                .contains("value=\"2026-11\" readonly=\"readonly\"")
                .doesNotContain("99");
    }

    @Test
    void textsMayBeExpressionsAndPlainPartsAreShown() {
        var form = form(
                "{'type':'text','id':'A','text':'=\"Tháng \" + period'},{'type':'separator','id':'S'},{'type':'spacer','id':'P'}");

        assertThat(render(validator.open(form, Map.of("period", "11/2026")), false))
                .contains("Tháng 11/2026", "<hr");
    }

    @Test
    void rulesOfTheAreaStandBesideTheirField() {
        var form = form("{'type':'textfield','id':'A','key':'place','label':'Nơi họp'}");
        var filled = check(form, Map.of("place", List.of("x")));

        assertThat(filled.reject("place", "inbox.due", List.of("mai"))).isTrue();
        assertThat(filled.reject("other", "inbox.due", List.of("mai"))).isFalse();

        assertThat(render(filled, true))
                .contains("id=\"A-error\"", "Hạn: mai", "value=\"x\"", "aria-describedby=\"A-error\"");
    }

    private Form form(String components) {
        var json = "{'id':'test','type':'default','components':[" + components + "]}";
        return FormReader.read(
                JSON, feel, "test.form", json.replace("\"", "\\\"").replace('\'', '"'));
    }

    private FilledForm check(Form form, Map<String, List<String>> inputs) {
        return check(form, inputs, Map.of());
    }

    private FilledForm check(Form form, Map<String, List<String>> inputs, Map<String, Object> prefill) {
        return validator.check(form, inputs, prefill);
    }

    private Object value(Form form, String key, String text) {
        return check(form, Map.of(key, List.of(text))).values().get(key);
    }

    private String problem(Form form, String key, String text) {
        return problem(form, key, text, Map.of());
    }

    private String problem(Form form, String key, String text, Map<String, Object> prefill) {
        var problems = page(check(form, Map.of(key, List.of(text)), prefill)).problems();
        assertThat(problems).hasSize(1);
        return problems.getFirst().text();
    }

    private FormPages.FormPage page(FilledForm filled) {
        return new FormPages(messages, feel).page(filled, true);
    }

    private String html(Form form, String key, String text) {
        return render(check(form, Map.of(key, List.of(text))), true);
    }

    private String render(FilledForm filled, boolean withErrors) {
        var resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        engine.setTemplateEngineMessageSource(messages);
        var page = new FormPages(messages, feel).page(filled, withErrors);
        return engine.process(
                "forms/form",
                java.util.Set.of("fields"),
                new Context(Locale.forLanguageTag("vi"), new HashMap<>(Map.of("fields", page.fields()))));
    }

    private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
        var both = new HashMap<>(map);
        both.put(key, value);
        return both;
    }
}
