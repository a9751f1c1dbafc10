package vn.chibo.bench;

import java.sql.Timestamp;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/** One system's answers to what the task list of a person asks. */
interface TaskList extends AutoCloseable {

    int LINES = 20;

    /** Words of a search, folded, in the order in which they stand in a line. */
    List<String> WORDS = List.of("giay moi", "thon");

    ZoneId VIET_NAM = ZoneId.of("Asia/Ho_Chi_Minh");

    String name();

    /** The first lines by due date, and how many are overdue, due today, due this week, and in all. */
    void page(Person person);

    /** The first lines that hold the {@link #WORDS}. */
    void search(Person person);

    long overdue(Person person);

    /** All tasks of the person: those put to their groups that nobody has, and those they have. */
    long count(Person person);

    @Override
    void close();

    /** Now, the end of today, the end of the week. */
    static List<Instant> bounds() {
        var today = LocalDate.now(VIET_NAM);
        return List.of(
                Instant.now(),
                today.plusDays(1).atStartOfDay(VIET_NAM).toInstant(),
                today.with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                        .atStartOfDay(VIET_NAM)
                        .toInstant());
    }

    static Timestamp date(Instant instant) {
        return Timestamp.from(instant);
    }
}
