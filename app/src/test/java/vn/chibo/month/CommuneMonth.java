package vn.chibo.month;

import static vn.chibo.month.Browser.fields;

import java.net.URI;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import vn.chibo.month.Browser.Page;

/**
 * The people of the sample commune take their cells through one month, by the pages and forms a browser without
 * JavaScript uses. What they type depends on the cell alone, so two runs of the same month end in the same records.
 * Interrupted anywhere, they look at the page again and go on.
 */
final class CommuneMonth {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
    private static final Pattern MEETING = Pattern.compile("/meetings/([0-9a-f-]{36})/([a-z-]+)");
    private static final Pattern NUMBERS = Pattern.compile("\\d+");

    private final YearMonth period;
    private final LocalDate plannedDay;
    private final Supplier<LocalDateTime> now;
    private final Map<String, Person> people = new LinkedHashMap<>();

    /**
     * @param period the month to go through
     * @param plannedDay the day every cell registers
     * @param now the system's clock, Việt Nam
     */
    CommuneMonth(URI base, YearMonth period, LocalDate plannedDay, Supplier<LocalDateTime> now, int cells) {
        this.period = period;
        this.plannedDay = plannedDay;
        this.now = now;
        for (var cell = 1; cell <= cells; cell++) {
            add(base, "bithu.cb%02d".formatted(cell));
        }
        for (var account : List.of("vanphong", "banxaydungdang", "capuy.1", "capuy.2", "capuy.3", "capuy.4")) {
            add(base, account);
        }
    }

    private void add(URI base, String account) {
        people.put(account, new Person(base, account, "chibo-2026"));
    }

    /** The committee office opens what is due. */
    void open() {
        var office = person("vanphong");
        var calendar = office.open("/calendar");
        office.send(calendar, calendar.form("/calendar/openings"), Map.of());
    }

    /** Everything up to the day of the meeting. */
    void prepare() {
        work(page -> !isRoom(page));
    }

    /** The meetings and everything after them. */
    void meet() {
        work(page -> true);
    }

    private interface Wanted {
        boolean now(Page page);
    }

    /** Everybody works through their tasks of this month until nobody finds one any more. */
    private void work(Wanted wanted) {
        var idle = 0;
        while (idle < 3) {
            var done = 0;
            for (var person : people.values()) {
                done += workThrough(person, wanted);
            }
            idle = done == 0 ? idle + 1 : 0;
            if (done == 0) {
                Person.pause(1_500);
            }
        }
    }

    private int workThrough(Person person, Wanted wanted) {
        var done = 0;
        for (var link : person.tasks()) {
            var task = person.open(link);
            var month = period.format(DateTimeFormatter.ofPattern("MM/yyyy"));
            if (task.status() == 404
                    || !task.document().select(".govuk-caption-l").text().contains(month)) {
                continue;
            }
            var start = task.document().selectFirst("[data-test=start]");
            if (start != null && !wanted.now(task)) {
                continue;
            }
            if (start != null) {
                if (handle(person, person.open(start.attr("href")))) {
                    done++;
                }
            } else if (task.hasForm("/submission")) {
                person.send(task, task.form("/submission"), answers(task));
                done++;
            }
        }
        return done;
    }

    private static boolean isRoom(Page task) {
        var start = task.document().selectFirst("[data-test=start]");
        return start != null
                && (start.attr("href").endsWith("/room") || start.attr("href").endsWith("/score"));
    }

    private boolean handle(Person person, Page page) {
        var matcher = MEETING.matcher(page.uri().getPath());
        if (!matcher.find()) {
            throw new AssertionError("What is to be done on " + page + "?");
        }
        return switch (matcher.group(2)) {
            case "registration" -> register(person, page);
            case "approval" -> sendIfThere(person, page, "/approval", fields("decision", "approve"));
            case "notice" -> sendIfThere(person, page, "/notice", Map.of());
            case "room" -> new Sitting(person, matcher.group(1)).hold();
            case "score" -> score(person, page);
            case "papers" -> sign(person, page);
            case "verification" -> verify(person, page);
            default -> throw new AssertionError("What is to be done on " + page + "?");
        };
    }

    private boolean register(Person person, Page page) {
        return sendIfThere(
                person,
                page,
                "/registration",
                fields(
                        "date", plannedDay.format(DATE),
                        "time", "%02d:00".formatted(18 + number(person) % 3),
                        "place", "Nhà văn hóa số " + number(person)));
    }

    private static boolean sendIfThere(Person person, Page page, String action, Map<String, String> values) {
        if (!page.hasForm(action)) {
            return false;
        }
        person.send(page, page.form(action), values);
        return true;
    }

    private boolean score(Person person, Page page) {
        if (!page.hasForm("/score")) {
            return false;
        }
        var form = page.form("/score");
        var points = new HashMap<String, String>();
        for (var input : form.select("input[name^=points-]")) {
            var name = input.attr("name");
            var radio = input.attr("type").equals("radio");
            if (radio && form.selectFirst("input[name=" + name + "][checked]") == null) {
                points.putIfAbsent(name, input.attr("value"));
            } else if (!radio && input.attr("value").isEmpty()) {
                points.put(name, "9");
            }
        }
        person.send(page, form, points);
        return true;
    }

    private static boolean verify(Person person, Page page) {
        return sendIfThere(person, page, "/verification", fields("decision", "verify"));
    }

    private static boolean sign(Person person, Page page) {
        for (var action : List.of("/papers/minutes/signature", "/papers/issue")) {
            if (page.hasForm(action)) {
                person.send(page, page.form(action), Map.of());
                return true;
            }
        }
        return false;
    }

    /** What is written into a Camunda form, in fields still hidden too: an earlier answer may show them, the server leaves out the rest. */
    private Map<String, String> answers(Page task) {
        var answers = new LinkedHashMap<String, String>();
        var form = task.form("/submission");
        for (var block : form.select("[data-field]")) {
            var moment = block.selectFirst(".inbox-moment");
            var field = block.selectFirst("input[name], textarea[name], select[name]");
            if (moment != null) {
                var inputs = moment.select("input");
                var instant = now.get().minusMinutes(2);
                answers.put(inputs.first().attr("name"), instant.format(DATE));
                answers.put(inputs.last().attr("name"), instant.format(TIME));
            } else if (field != null && !field.hasAttr("readonly") && !field.hasAttr("disabled")) {
                answer(answers, field.attr("name"), block);
            }
        }
        return answers;
    }

    private static void answer(Map<String, String> answers, String name, org.jsoup.nodes.Element block) {
        var field = block.selectFirst("input[name], textarea[name], select[name]");
        switch (field.normalName()) {
            case "select" -> {
                var options = block.select("option[value]").eachAttr("value").stream()
                        .filter(value -> !value.isEmpty())
                        .toList();
                if (!options.isEmpty()) {
                    answers.put(name, name.equals("minuteTaker") ? options.getLast() : options.getFirst());
                }
            }
            case "textarea" -> {
                if (field.wholeText().isBlank()) {
                    answers.put(name, "Nội dung về " + name + ".");
                }
            }
            default -> {
                switch (field.attr("type")) {
                    case "radio" -> answers.put(name, field.attr("value"));
                    case "checkbox" -> {
                        if (name.equals("reported")) {
                            answers.put(name, "true");
                        }
                    }
                    default -> {
                        if (name.equals("paperReference") || name.equals("absenceReason")) {
                            answers.put(name, "Không dùng");
                        } else if (name.equals("link")) {
                            answers.put(name, "https://example.org/tai-lieu");
                        } else if (name.equals("presentCount")) {
                            answers.put(name, "1");
                        } else if (field.attr("value").isBlank()) {
                            answers.put(name, field.attr("inputmode").isEmpty() ? "Ghi về " + name : "90");
                        }
                    }
                }
            }
        }
    }

    /** One cell's sitting in the meeting room. Every step looks at the page first and does what is still open. */
    private final class Sitting {

        private final Person secretary;
        private final String room;
        private Page page;

        Sitting(Person secretary, String meeting) {
            this.secretary = secretary;
            this.room = "/meetings/" + meeting + "/room";
            this.page = secretary.open(room);
        }

        boolean hold() {
            if (!has("rollcall-section")) {
                if (!page.document().select("[data-test=close-opening]").isEmpty()) {
                    openSitting();
                } else {
                    return false;
                }
            }
            if (has("rollcall-close")) {
                rollCall();
            }
            if (page.hasForm("/parts/quorum/closing")) {
                send(
                        "/parts/quorum/closing",
                        fields("decision", "GO_ON", "reason", "Các đồng chí có mặt thống nhất họp."));
            }
            if (page.hasForm("/parts/dues")) {
                send("/parts/dues", fields("dues", "Đã thu đủ đảng phí tháng " + period.getMonthValue() + "."));
            }
            if (page.document().selectFirst("[data-test=close-programme]") != null) {
                sendTo("/parts/programme", "/parts/programme/closing", unanimous());
            }
            if (page.document().selectFirst("[data-test=close-agenda]") != null) {
                discuss();
                send("/parts/agenda/closing", Map.of());
            }
            if (page.hasForm("/parts/resolution")) {
                send("/parts/resolution", fields("direction", "Tiếp tục thực hiện nghị quyết tháng trước."));
            }
            if (page.hasForm("/resolution/votes")) {
                send("/resolution/votes", majority());
            }
            score(secretary, secretary.open(room.replace("/room", "/score")));
            reload();
            if (page.document().selectFirst("[data-test=close-minutes]") != null) {
                var end = fields("end", now.get().format(LOCAL));
                end.putAll(unanimous());
                sendTo("/parts/minutes", "/parts/minutes/closing", end);
            }
            return true;
        }

        private void openSitting() {
            var form = page.form("/parts/opening");
            var members = form.select("select[name=minuteTaker] option").eachAttr("value").stream()
                    .filter(value -> !value.isEmpty())
                    .toList();
            var values = fields("start", now.get().minusMinutes(100).format(LOCAL));
            var chair = form.selectFirst("select[name=chair] option[selected]");
            var chairId = chair == null ? "" : chair.attr("value");
            values.put(
                    "minuteTaker",
                    members.stream()
                            .filter(member -> !member.equals(chairId))
                            .findFirst()
                            .orElseThrow());
            sendTo("/parts/opening", "/parts/opening/closing", values);
        }

        private void rollCall() {
            var cell = number(secretary);
            var lines = page.document().select("[data-test=member]");
            for (var at = 0; at < lines.size(); at++) {
                if (lines.size() > 8 && at % 9 == cell % 9 && at > 0) {
                    var form = lines.get(at).selectFirst("form.room-taps");
                    if (form != null && lines.get(at).selectFirst(".govuk-tag--grey") == null) {
                        secretary.send(page, form, fields("presence", "EXCUSED", "reason", "Đi công tác"));
                    }
                }
            }
            reload();
            if (page.document().selectFirst("[data-test=rest-present]") != null) {
                send("/attendance", Map.of());
            }
            send("/parts/rollcall/closing", Map.of());
        }

        private void discuss() {
            for (var item : ids("/items/")) {
                send("/items/" + item, fields("content", "Nội dung đã báo cáo.", "conclusion", "Chi bộ thống nhất."));
            }
            var items = ids("/items/");
            var first = items.isEmpty() ? null : items.getFirst();
            if (first != null && page.document().select("[data-test=speech]").isEmpty()) {
                var form = page.form("/items/" + first + "/speeches");
                var speakers = form.select("select[name=speaker] option").eachAttr("value").stream()
                        .filter(value -> !value.isEmpty())
                        .toList();
                for (var speaker : speakers.subList(0, speakers.size() / 2 + 1)) {
                    send(
                            "/items/" + first + "/speeches",
                            fields("speaker", speaker, "content", "Nhất trí với báo cáo."));
                }
                if (page.hasForm("/items/" + first + "/votes")) {
                    var vote = majority();
                    vote.put("subject", "Thông qua báo cáo");
                    send("/items/" + first + "/votes", vote);
                }
            }
            for (var review : ids("/reviews/")) {
                send("/reviews/" + review, fields("result", "DONE", "mark", "PRAISE"));
            }
            if (page.document().select("[data-test=task]").isEmpty()) {
                var owner = page.form("/room/tasks").select("select[name=owner] option").eachAttr("value").stream()
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .orElseThrow();
                send(
                        "/room/tasks",
                        fields(
                                "content",
                                "Vận động nhân dân giữ vệ sinh đường thôn",
                                "owner",
                                owner,
                                "due",
                                period.plusMonths(1).atDay(5).toString(),
                                "reportAt",
                                period.plusMonths(1).toString()));
            }
            send("/parts/praise", fields("praise", "Biểu dương các đồng chí tham gia đầy đủ."));
            send("/parts/criticism", fields("minutes", "20", "criticism", "Tự phê bình nghiêm túc."));
        }

        /** Everybody present who may vote is in favour; empty where the cell is too small to decide. */
        private Map<String, String> unanimous() {
            var voters = voters();
            return voters == 0
                    ? new LinkedHashMap<>()
                    : fields("inFavour", String.valueOf(voters), "against", "0", "noOpinion", "0");
        }

        private Map<String, String> majority() {
            var voters = voters();
            var against = voters > 12 ? 1 : 0;
            return fields(
                    "inFavour", String.valueOf(voters - against), "against", String.valueOf(against), "noOpinion", "0");
        }

        /** Official members present, as the page says below "vote base"; the second number there. */
        private int voters() {
            var base = page.document().selectFirst("[data-test=vote-base]");
            if (base == null) {
                return 0;
            }
            var numbers = NUMBERS.matcher(base.text())
                    .results()
                    .map(found -> Integer.valueOf(found.group()))
                    .toList();
            return numbers.getLast();
        }

        private List<String> ids(String marker) {
            var ids = new ArrayList<String>();
            for (var form : page.document().select("form")) {
                var action = form.attr("action");
                var at = action.indexOf(marker);
                if (at > 0) {
                    var id = action.substring(at + marker.length());
                    if (id.length() == 36) {
                        ids.add(id);
                    }
                }
            }
            return ids.stream().distinct().toList();
        }

        private boolean has(String id) {
            return page.document().getElementById(id) != null;
        }

        private void send(String action, Map<String, String> values) {
            shown(secretary.send(page, page.form(action), values));
        }

        /** Sends a form by a button with an action of its own. */
        private void sendTo(String action, String buttonAction, Map<String, String> values) {
            var form = page.form(action);
            form.attr("action", form.attr("action").replace(action, buttonAction));
            shown(secretary.send(page, form, values));
        }

        /** A form that is taken leads back to the room. */
        private void shown(Page answer) {
            if (answer.uri().getPath().equals(room)) {
                page = answer;
            } else {
                reload();
            }
        }

        private void reload() {
            page = secretary.open(room);
        }
    }

    private Person person(String account) {
        return people.get(account);
    }

    private static int number(Person person) {
        var account = person.account();
        return account.startsWith("bithu.cb") ? Integer.parseInt(account.substring("bithu.cb".length())) : 0;
    }
}
