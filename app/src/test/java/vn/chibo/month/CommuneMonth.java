package vn.chibo.month;

import java.net.URI;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.chibo.month.Browser.Page;

/**
 * The people of the sample commune take their cells through one month, one after the other. What they type depends on
 * the cell alone, so two runs of the same month end in the same records.
 */
final class CommuneMonth {

    private final LocalDate plannedDay;
    private final MonthWork work;
    private final Map<String, Person> people = new LinkedHashMap<>();

    /**
     * @param period the month to go through
     * @param plannedDay the day every cell registers
     * @param now the system's clock, Việt Nam
     */
    CommuneMonth(URI base, YearMonth period, LocalDate plannedDay, Supplier<LocalDateTime> now, int cells) {
        this.plannedDay = plannedDay;
        this.work = new MonthWork(period, this::plan, now);
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

    private @Nullable CellPlan plan(Person person, Page page) {
        var account = person.account();
        if (!account.startsWith("bithu.cb")) {
            return null;
        }
        var number = Integer.parseInt(account.substring("bithu.cb".length()));
        return new CellPlan(
                number,
                plannedDay,
                LocalTime.of(18 + number % 3, 0),
                "Nhà văn hóa số " + number,
                CellPlan.Story.PLAIN,
                number);
    }

    /** The committee office opens what is due. */
    void open() {
        var office = people.get("vanphong");
        var calendar = office.open("/calendar");
        office.send(calendar, calendar.form("/calendar/openings"), Map.of());
    }

    /** Everything up to the day of the meeting. */
    void prepare() {
        untilNobodyFindsAnything(page -> !MonthWork.isRoom(page));
    }

    /** The meetings and everything after them. */
    void meet() {
        untilNobodyFindsAnything(page -> true);
    }

    private void untilNobodyFindsAnything(MonthWork.Wanted wanted) {
        var idle = 0;
        while (idle < 3) {
            var done = 0;
            for (var person : people.values()) {
                done += work.through(person, wanted);
            }
            idle = done == 0 ? idle + 1 : 0;
            if (done == 0) {
                Person.pause(1_500);
            }
        }
    }
}
