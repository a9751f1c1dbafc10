package vn.chibo.month;

import static vn.chibo.month.Browser.fields;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import vn.chibo.month.Browser.Page;
import vn.chibo.month.CellPlan.Story;

/** One cell's sitting in the meeting room. Every step looks at the page first and does what is still open. */
final class SittingWork {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
    private static final Pattern SHOWN = Pattern.compile("\\d\\d:\\d\\d \\d\\d/\\d\\d/\\d{4}");
    private static final DateTimeFormatter SHOWN_FORMAT = DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy");
    private static final Pattern NUMBERS = Pattern.compile("\\d+");

    private final MonthWork work;
    private final Person secretary;
    private final CellPlan plan;
    private final String month;
    private final String room;
    private Page page;

    SittingWork(MonthWork work, Person secretary, CellPlan plan, String meeting) {
        this.work = work;
        this.secretary = secretary;
        this.plan = plan;
        this.month = "/meetings/" + meeting;
        this.room = month + "/room";
        this.page = secretary.open(room);
    }

    boolean hold() {
        if (!has("rollcall-section")) {
            if (page.document().select("[data-test=close-opening]").isEmpty()) {
                return false;
            }
            openSitting();
        }
        if (has("rollcall-close")) {
            rollCall();
        }
        if (page.hasForm("/parts/quorum/closing")) {
            if (moves()) {
                send(
                        "/parts/quorum/closing",
                        fields(
                                "decision", "POSTPONE",
                                "newStart", plan.laterDay().atTime(plan.time()).format(LOCAL),
                                "reason", MonthWork.reason(plan)));
                return true;
            }
            send("/parts/quorum/closing", fields("decision", "GO_ON", "reason", "Các đồng chí có mặt thống nhất họp."));
        }
        if (page.hasForm("/parts/dues")) {
            send(
                    "/parts/dues",
                    fields("dues", "Đã thu đủ đảng phí tháng " + work.period().getMonthValue() + "."));
        }
        if (shows("close-programme")) {
            sendTo("/parts/programme", "/parts/programme/closing", unanimous());
        }
        if (shows("close-agenda")) {
            discuss();
            send("/parts/agenda/closing", Map.of());
        }
        if (page.hasForm("/parts/resolution")) {
            send(
                    "/parts/resolution",
                    fields(
                            "direction",
                            "Tiếp tục thực hiện nghị quyết tháng trước. Chỉ tiêu " + plan.draw("aim", 100)));
        }
        decide();
        work.score(secretary, secretary.open(room.replace("/room", "/score")));
        reload();
        if (shows("close-minutes")) {
            var end = fields(
                    "end", started().plusMinutes(95 + plan.draw("length", 6)).format(LOCAL));
            end.putAll(unanimous());
            sendTo("/parts/minutes", "/parts/minutes/closing", end);
        }
        return true;
    }

    /** A sitting takes about a hundred minutes and is over when its last page is written. */
    private LocalDateTime began() {
        var now = work.now();
        var atPlan = now.toLocalDate().atTime(plan.time());
        return atPlan.plusMinutes(110).isBefore(now) ? atPlan : now.minusMinutes(110);
    }

    /** As the room shows it: a sitting that was interrupted may have been opened on an earlier day. */
    private LocalDateTime started() {
        var shown = page.document().selectFirst("[data-test=started-at]").text();
        return LocalDateTime.parse(
                SHOWN.matcher(shown).results().findFirst().orElseThrow().group(), SHOWN_FORMAT);
    }

    private void openSitting() {
        var form = page.form("/parts/opening");
        var values = fields("start", began().format(LOCAL));
        var chair = form.selectFirst("select[name=chair] option[selected]");
        var chairId = chair == null ? "" : chair.attr("value");
        values.put(
                "minuteTaker",
                options(form, "minuteTaker").stream()
                        .filter(member -> !member.equals(chairId))
                        .findFirst()
                        .orElseThrow());
        sendTo("/parts/opening", "/parts/opening/closing", values);
    }

    private void rollCall() {
        var few = plan.tells(Story.FEW_GO_ON) || moves();
        var lines = page.document().select("[data-test=member]");
        var voters = lines.stream()
                .filter(line ->
                        line.select(".govuk-tag--grey, .govuk-tag--blue").isEmpty())
                .toList();
        for (var at = 1; at < lines.size(); at++) {
            var line = lines.get(at);
            // more than half, so that they can decide, and less than two thirds
            var missing = few && voters.indexOf(line) > voters.size() / 2;
            var excused = !few && lines.size() > 8 && at % 9 == plan.number() % 9;
            var form = line.selectFirst("form.room-taps");
            if ((excused || missing) && form != null && line.selectFirst(".govuk-tag--grey") == null) {
                secretary.send(
                        page,
                        form,
                        excused
                                ? fields("presence", "EXCUSED", "reason", "Đi công tác")
                                : fields("presence", "UNEXCUSED", "reason", ""));
            }
        }
        reload();
        if (shows("rest-present")) {
            send("/attendance", Map.of());
        }
        send("/parts/rollcall/closing", Map.of());
    }

    /** Whether this is the sitting too few come to, and not the one it was moved to. */
    private boolean moves() {
        return plan.tells(Story.FEW_POSTPONED) && !secretary.open(month).text().contains(MonthWork.reason(plan));
    }

    private void discuss() {
        var items = ids("/items/");
        for (var at = 0; at < items.size(); at++) {
            send(
                    "/items/" + items.get(at),
                    fields(
                            "content",
                            "Nội dung đã báo cáo, mục " + plan.draw("item" + at, 1_000) + ".",
                            "conclusion",
                            "Chi bộ thống nhất."));
        }
        if (!items.isEmpty()) {
            speakAndVote(items.getFirst());
        }
        for (var review : ids("/reviews/")) {
            send("/reviews/" + review, fields("result", "DONE", "mark", "PRAISE"));
        }
        if (page.document().select("[data-test=task]").isEmpty()) {
            send(
                    "/room/tasks",
                    fields(
                            "content", "Vận động nhân dân giữ vệ sinh đường thôn " + plan.draw("task", 100),
                            "owner", options(page.form("/room/tasks"), "owner").getFirst(),
                            "due", work.period().plusMonths(1).atDay(5).toString(),
                            "reportAt", work.period().plusMonths(1).toString()));
        }
        send("/parts/praise", fields("praise", "Biểu dương các đồng chí tham gia đầy đủ."));
        send("/parts/criticism", fields("minutes", "20", "criticism", "Tự phê bình nghiêm túc."));
    }

    /** Those who have not spoken yet, then the vote unless it was taken. */
    private void speakAndVote(String item) {
        var speeches = "/items/" + item + "/speeches";
        var speakers = options(page.form(speeches), "speaker");
        var wanted = speakers.size() / 2 + 1;
        for (var spoken = speechesOn(item); spoken < wanted; spoken++) {
            send(
                    speeches,
                    fields("speaker", speakers.get(spoken), "content", "Nhất trí với báo cáo, ý kiến " + spoken + "."));
        }
        if (page.hasForm("/items/" + item + "/votes")
                && page.document()
                        .select("#votes-" + item + " [data-test=vote]")
                        .isEmpty()) {
            var vote = majority();
            vote.put("subject", "Thông qua báo cáo");
            send("/items/" + item + "/votes", vote);
        }
    }

    private int speechesOn(String item) {
        return page.document()
                .select("#speeches-" + item + " [data-test=speech]")
                .size();
    }

    private void decide() {
        if (plan.tells(Story.RESOLUTION_REWRITTEN)
                && page.hasForm("/resolution/votes")
                && page.document()
                        .select("#resolution-section [data-test=vote]")
                        .isEmpty()) {
            var voters = voters();
            send(
                    "/resolution/votes",
                    fields("inFavour", "0", "against", "" + voters, "noOpinion", "0", "otherwise", "REWRITE"));
        }
        if (page.hasForm("/resolution/rewriting")) {
            send("/resolution/rewriting", Map.of());
        }
        if (page.hasForm("/resolution/votes")) {
            send("/resolution/votes", majority());
        }
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

    private static List<String> options(org.jsoup.nodes.Element form, String select) {
        return form.select("select[name=" + select + "] option").eachAttr("value").stream()
                .filter(value -> !value.isEmpty())
                .toList();
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

    private boolean shows(String test) {
        return page.document().selectFirst("[data-test=" + test + "]") != null;
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
