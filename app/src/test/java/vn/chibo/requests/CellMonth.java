package vn.chibo.requests;

import static vn.chibo.requests.Client.fields;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import vn.chibo.requests.Client.Answer;

/** One cell's month as the forms that are sent, one after the other; a test decides how often and by whom each is sent. */
final class CellMonth {

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** A form somebody sends; what stands in it is read from the page at that moment. */
    record Step(String name, Client by, String path, Supplier<Map<String, String>> fields) {}

    private final String meeting;
    private final Client secretary;
    private final Client office;
    private final Client department;

    CellMonth(String meeting, Client secretary, Client office, Client department) {
        this.meeting = meeting;
        this.secretary = secretary;
        this.office = office;
        this.department = department;
    }

    List<Step> steps() {
        var steps = new ArrayList<Step>();
        add(
                steps,
                "register",
                secretary,
                "/registration",
                () -> fields("date", "20/11/2026", "time", "19:30", "place", "Nhà văn hóa thôn", "mode", "IN_PERSON"));
        add(steps, "approve", office, "/approval", () -> fields("decision", "approve"));
        add(steps, "notice", secretary, "/notice", Map::of);
        add(steps, "open", secretary, "/room/parts/opening/closing", this::opening);
        add(steps, "rest present", secretary, "/room/attendance", Map::of);
        add(steps, "roll call", secretary, "/room/parts/rollcall/closing", Map::of);
        add(steps, "programme", secretary, "/room/parts/programme/closing", () -> vote("programme"));
        add(steps, "item", secretary, "/room/items", () -> {
            var fields = form("/room/items");
            fields.put("kind", "DISCUSSION");
            fields.put("title", "Vệ sinh đường thôn");
            return fields;
        });
        add(steps, "task", secretary, "/room/tasks", () -> {
            var fields = form("/room/tasks");
            fields.putAll(fields(
                    "content", "Vận động hiến đất", "owner", people("owner").getFirst(), "due", "2026-12-05"));
            return fields;
        });
        add(steps, "agenda", secretary, "/room/parts/agenda/closing", Map::of);
        add(steps, "resolution", secretary, "/room/resolution/votes", () -> {
            var fields = form("/room/resolution/votes");
            fields.putAll(vote("resolution"));
            return fields;
        });
        add(steps, "score", secretary, "/score", this::points);
        add(steps, "minutes", secretary, "/room/parts/minutes/closing", () -> {
            var fields = vote("minutes");
            fields.put("end", "2026-11-13T19:55");
            return fields;
        });
        add(steps, "sign minutes", secretary, "/papers/minutes/signature", Map::of);
        add(steps, "issue", secretary, "/papers/issue", Map::of);
        add(steps, "correct", secretary, "/papers/minutes/correction", () -> fields("note", "Ghi nhầm tên thôn"));
        add(steps, "verify", department, "/verification", () -> {
            var fields = defaults(department.get(meeting + "/verification").page(), "/verification");
            fields.put("decision", "verify");
            return fields;
        });
        return steps;
    }

    /** Sends the steps up to and with this one. */
    void upTo(String last) {
        for (var step : steps()) {
            var answer = step.by().post(step.path(), step.fields().get());
            if (answer.status() != 302) {
                throw new AssertionError(step.name() + ": " + answer.text());
            }
            if (step.name().equals(last)) {
                return;
            }
        }
        throw new AssertionError("No step " + last);
    }

    private void add(List<Step> steps, String name, Client by, String path, Supplier<Map<String, String>> fields) {
        steps.add(new Step(name, by, meeting + path, fields));
    }

    private Answer room() {
        return secretary.get(meeting + "/room");
    }

    private Map<String, String> form(String action) {
        return defaults(room().page(), action);
    }

    private Map<String, String> opening() {
        var page = room().page();
        var fields = defaults(page, "/parts/opening");
        var chair = fields.get("chair");
        var minuteTaker = options(page, "minuteTaker").stream()
                .filter(person -> !person.equals(chair))
                .findFirst()
                .orElseThrow();
        fields.putAll(fields("start", "2026-11-13T18:00", "minuteTaker", minuteTaker));
        return fields;
    }

    private List<String> people(String select) {
        return options(room().page(), select);
    }

    /** Everybody in the room is in favour. */
    private Map<String, String> vote(String part) {
        var page = room().page();
        var base = page.selectFirst("[data-test=vote-base]").text();
        var voters = NUMBER.matcher(base)
                .results()
                .map(found -> found.group())
                .toList()
                .getLast();
        var version = page.selectFirst("#" + part + "-version");
        var id = version == null ? null : version.parent().selectFirst("[name=id]");
        return fields(
                "id",
                id == null ? "" : id.attr("value"),
                "inFavour",
                voters,
                "against",
                "0",
                "noOpinion",
                "0",
                "version",
                version == null ? "0" : version.attr("value"));
    }

    private Map<String, String> points() {
        var page = secretary.get(meeting + "/score").page();
        var fields = defaults(page, "/score");
        for (var input : page.select("input[name^=points-]")) {
            fields.compute(
                    input.attr("name"),
                    (name, value) -> value != null && !value.isEmpty()
                            ? value
                            : input.attr("type").equals("radio") ? input.attr("value") : "9");
        }
        return fields;
    }

    private static List<String> options(Document page, String select) {
        return page.select("select[name=" + select + "] option").eachAttr("value").stream()
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    /** What a browser would send of the form if nobody touched it, without its token. */
    static Map<String, String> defaults(Document page, String actionEnd) {
        var form = page.select("form[method=post]").stream()
                .filter(found -> found.attr("action").endsWith(actionEnd))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No form to " + actionEnd + " in " + page.text()));
        return defaults(form);
    }

    static Map<String, String> defaults(org.jsoup.nodes.Element form) {
        var fields = new LinkedHashMap<String, String>();
        for (var input : form.select("input[name], textarea[name], select[name]")) {
            var name = input.attr("name");
            var type = input.attr("type");
            if (input.normalName().equals("select")) {
                var option = input.selectFirst("option[selected]");
                option = option == null ? input.selectFirst("option") : option;
                fields.put(name, option == null ? "" : option.attr("value"));
            } else if (type.equals("radio") || type.equals("checkbox")) {
                if (input.hasAttr("checked")) {
                    fields.put(name, input.attr("value"));
                } else {
                    fields.putIfAbsent(name, "");
                }
            } else if (!name.equals("_csrf")) {
                fields.put(name, input.normalName().equals("textarea") ? input.wholeText() : input.attr("value"));
            }
        }
        fields.values().removeIf(String::isEmpty);
        return fields;
    }
}
