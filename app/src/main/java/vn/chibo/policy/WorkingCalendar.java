package vn.chibo.policy;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Working days of Việt Nam: weekends, public holidays (Labour Code 45/2019/QH14 art. 112) and yearly swapped days, editable. */
@Service
public class WorkingCalendar {

    private final JdbcClient jdbc;
    private final Clock clock;

    WorkingCalendar(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public boolean isWorkingDay(LocalDate date) {
        return isWorking(date, exceptions(date, date));
    }

    /** The date {@code days} working days after {@code from}, not counting {@code from}; 0 gives the next working day at or after it. */
    public LocalDate plusWorkingDays(LocalDate from, int days) {
        if (days < 0) {
            throw new IllegalArgumentException("days must not be negative");
        }
        // generous: every second day is worked at least, and no run of holidays is longer than three weeks
        var exceptions = exceptions(from, from.plusDays(2L * days + 21));
        var date = from;
        for (var left = days; left > 0; ) {
            date = date.plusDays(1);
            if (isWorking(date, exceptions)) {
                left--;
            }
        }
        while (!isWorking(date, exceptions)) {
            date = date.plusDays(1);
        }
        return date;
    }

    /** The working days after {@code from} up to and with {@code to}; 0 when {@code to} is not later. */
    public int workingDaysBetween(LocalDate from, LocalDate to) {
        if (!to.isAfter(from)) {
            return 0;
        }
        var exceptions = exceptions(from, to);
        return (int) from.plusDays(1)
                .datesUntil(to.plusDays(1))
                .filter(date -> isWorking(date, exceptions))
                .count();
    }

    /** A day that is not what its weekday says. */
    record Day(LocalDate date, boolean working, String name, String source, boolean provisional) {}

    List<Day> daysOf(int year) {
        return jdbc.sql("""
                        select day, working, name, source, provisional from policy.calendar_day
                         where day between ? and ? order by day
                        """)
                .params(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31))
                .query((row, number) -> new Day(
                        row.getObject("day", LocalDate.class),
                        row.getBoolean("working"),
                        row.getString("name"),
                        row.getString("source"),
                        row.getBoolean("provisional")))
                .list();
    }

    /** Enters a day, or changes what was entered for it. */
    @Transactional
    void put(Day day, UUID account) {
        jdbc.sql("""
                        insert into policy.calendar_day (day, working, name, source, provisional, entered_by, entered_at)
                        values (:day, :working, :name, :source, :provisional, :by, :at)
                        on conflict (day) do update set working = excluded.working, name = excluded.name,
                               source = excluded.source, provisional = excluded.provisional,
                               entered_by = excluded.entered_by, entered_at = excluded.entered_at
                        """)
                .param("day", day.date())
                .param("working", day.working())
                .param("name", day.name())
                .param("source", day.source())
                .param("provisional", day.provisional())
                .param("by", account)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** The day is again what its weekday says. */
    @Transactional
    void remove(LocalDate date) {
        jdbc.sql("delete from policy.calendar_day where day = ?").param(date).update();
    }

    static boolean isWeekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static boolean isWorking(LocalDate date, Map<LocalDate, Boolean> exceptions) {
        return exceptions.getOrDefault(date, !isWeekend(date));
    }

    private Map<LocalDate, Boolean> exceptions(LocalDate from, LocalDate to) {
        var days = new HashMap<LocalDate, Boolean>();
        jdbc.sql("select day, working from policy.calendar_day where day between ? and ?")
                .params(from, to)
                .query(row -> {
                    days.put(row.getObject("day", LocalDate.class), row.getBoolean("working"));
                });
        return days;
    }
}
