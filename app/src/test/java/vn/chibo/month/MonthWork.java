package vn.chibo.month;

import static vn.chibo.month.Browser.fields;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.chibo.month.Browser.Page;
import vn.chibo.month.CellPlan.Story;

/**
 * How people work through their tasks of one month, by the pages and forms a browser without JavaScript uses. What they
 * type depends on the plan of the cell and on the page alone. Interrupted anywhere, they look at the page again and go on.
 */
public final class MonthWork {

    static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MM/yyyy");
    private static final Pattern MEETING = Pattern.compile("/meetings/([0-9a-f-]{36})/([a-z-]+)");

    /** Whose cell a person or a page is about; null when that does not matter. */
    public interface Plans {
        @Nullable CellPlan of(Person person, Page page);
    }

    private final YearMonth period;
    private final Plans plans;
    private final Supplier<LocalDateTime> now;

    /**
     * @param period the month to go through
     * @param now the system's clock, Việt Nam
     */
    public MonthWork(YearMonth period, Plans plans, Supplier<LocalDateTime> now) {
        this.period = period;
        this.plans = plans;
        this.now = now;
    }

    YearMonth period() {
        return period;
    }

    LocalDateTime now() {
        return now.get();
    }

    /** Whether a task that leads to the meeting room is to be done now. */
    public interface Wanted {
        boolean now(Page page);
    }

    /** One look at a person's list, and everything done that is wanted; answers how much that was. */
    public int through(Person person, Wanted wanted) {
        var done = 0;
        for (var link : person.tasks()) {
            try {
                done += one(person, link, wanted) ? 1 : 0;
            } catch (LookAgain again) {
                done++;
            } catch (Browser.NoForm missing) {
                if (!person.hadTrouble()) {
                    throw missing;
                }
                done++;
            }
        }
        return done;
    }

    private boolean one(Person person, String link, Wanted wanted) {
        var task = person.open(link);
        if (task.status() == 404
                || !task.document().select(".govuk-caption-l").text().contains(period.format(MONTH))) {
            return false;
        }
        var start = task.document().selectFirst("[data-test=start]");
        if (start != null) {
            var change = isRoom(task) && changesPlan(person, start.attr("href"));
            return change || (wanted.now(task) && handle(person, person.open(start.attr("href"))));
        }
        if (task.hasForm("/submission")) {
            person.send(
                    task,
                    task.form("/submission"),
                    FormAnswers.to(task, plans.of(person, task), now().minusMinutes(8)));
            return true;
        }
        return false;
    }

    static boolean isRoom(Page task) {
        var start = task.document().selectFirst("[data-test=start]");
        return start != null
                && (start.attr("href").endsWith("/room") || start.attr("href").endsWith("/score"));
    }

    /** Cells that will not meet, or not on that day, say so as soon as everything is prepared. */
    private boolean changesPlan(Person person, String room) {
        var month = room.replaceAll("/(room|score)$", "");
        var page = person.open(month);
        var plan = plans.of(person, page);
        if (plan == null) {
            return false;
        }
        if (plan.tells(Story.POSTPONED) && !page.text().contains(reason(plan))) {
            var form = person.open(month + "/postponement");
            return sendIfThere(
                    person,
                    form,
                    "/postponement",
                    fields(
                            "date", plan.laterDay().format(DATE),
                            "time", plan.time().format(HOUR),
                            "reason", reason(plan)));
        }
        if (plan.tells(Story.DECLARED_NOT_HELD) && !page.text().contains(reason(plan))) {
            return sendIfThere(person, person.open(month + "/not-held"), "/not-held", fields("reason", reason(plan)));
        }
        return false;
    }

    /** Why a cell changes its plan. */
    static String reason(CellPlan plan) {
        return "Chi bộ " + plan.number() + " có việc đột xuất số " + plan.draw("reason", 1_000);
    }

    private boolean handle(Person person, Page page) {
        var matcher = MEETING.matcher(page.uri().getPath());
        if (!matcher.find()) {
            throw new AssertionError("What is to be done on " + page + "?");
        }
        return switch (matcher.group(2)) {
            case "registration" -> register(person, page);
            case "approval" -> approve(person, page);
            case "notice" -> sendIfThere(person, page, "/notice", Map.of());
            case "room" -> new SittingWork(this, person, known(person, page), matcher.group(1)).hold();
            case "score" -> score(person, page);
            case "papers" -> sign(person, page);
            case "verification" -> verify(person, page);
            default -> throw new AssertionError("What is to be done on " + page + "?");
        };
    }

    private CellPlan known(Person person, Page page) {
        var plan = plans.of(person, page);
        if (plan == null) {
            throw new AssertionError(person.account() + " has nothing to do with " + page);
        }
        return plan;
    }

    private boolean register(Person person, Page page) {
        var plan = known(person, page);
        var first = plan.tells(Story.DATE_REFUSED) && !page.text().contains(REFUSAL);
        LocalDate day = first ? plan.refusedDay() : plan.day();
        return sendIfThere(
                person,
                page,
                "/registration",
                fields("date", day.format(DATE), "time", plan.time().format(HOUR), "place", plan.place()));
    }

    private static final String REFUSAL = "Trùng lịch của đảng ủy, đề nghị chọn ngày khác.";

    private boolean approve(Person person, Page page) {
        var plan = plans.of(person, page);
        var refused = plan != null
                && plan.tells(Story.DATE_REFUSED)
                && page.text().contains(plan.refusedDay().format(DATE));
        return sendIfThere(
                person,
                page,
                "/approval",
                refused ? fields("decision", "refuse", "reason", REFUSAL) : fields("decision", "approve"));
    }

    static boolean sendIfThere(Person person, Page page, String action, Map<String, String> values) {
        if (!page.hasForm(action)) {
            return false;
        }
        person.send(page, page.form(action), values);
        return true;
    }

    boolean score(Person person, Page page) {
        if (!page.hasForm("/score")) {
            return false;
        }
        var form = page.form("/score");
        var plan = plans.of(person, page);
        var points = new HashMap<String, String>();
        for (var input : form.select("input[name^=points-]")) {
            var name = input.attr("name");
            var radio = input.attr("type").equals("radio");
            if (radio && form.selectFirst("input[name=" + name + "][checked]") == null) {
                points.putIfAbsent(name, input.attr("value"));
            } else if (!radio && input.attr("value").isEmpty()) {
                points.put(name, plan == null ? "9" : String.valueOf(7 + plan.draw(name, 3)));
            }
        }
        person.send(page, form, points);
        return true;
    }

    private boolean verify(Person person, Page page) {
        var plan = plans.of(person, page);
        if (plan != null
                && plan.tells(Story.SCORE_RETURNED)
                && page.document().selectFirst("[data-test=return]") != null) {
            return sendIfThere(
                    person,
                    page,
                    "/verification",
                    fields("decision", "return", "question", "Đề nghị chi bộ " + plan.number() + " giải trình điểm."));
        }
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
}
