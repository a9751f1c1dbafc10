package vn.chibo.meetings.web;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.organization.MemberCounts;
import vn.chibo.organization.Office;
import vn.chibo.organization.OrganizationSearch;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.Posts;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;

/** The standard tables as rows of values: dates are dates, counts numbers, codes texts. Columns nobody records stay empty. */
@Component
@Transactional(readOnly = true)
class StandardTables {

    private final MonthTable months;
    private final CalendarOfCells calendar;
    private final Organizations organizations;
    private final OrganizationSearch search;
    private final Posts posts;
    private final MessageSource messages;
    private final JdbcClient jdbc;
    private final Clock clock;

    StandardTables(
            MonthTable months,
            CalendarOfCells calendar,
            Organizations organizations,
            OrganizationSearch search,
            Posts posts,
            MessageSource messages,
            JdbcClient jdbc,
            Clock clock) {
        this.months = months;
        this.calendar = calendar;
        this.organizations = organizations;
        this.search = search;
        this.posts = posts;
        this.messages = messages;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param columns last parts of keys of {@code tables.column} */
    record Table(StandardTable kind, List<String> columns, List<List<@Nullable Object>> rows) {}

    Table of(StandardTable kind, Set<UnitId> scopes, YearMonth from, YearMonth to, Locale locale) {
        return switch (kind) {
            case MONTH -> month(scopes, to, locale);
            case CALENDAR -> calendar(scopes, to, locale);
            case PERIOD -> period(scopes, from, to);
            case VISITS -> visits(scopes, from, to);
        };
    }

    private Table month(Set<UnitId> scopes, YearMonth month, Locale locale) {
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var row : months.rows(scopes, month, day(month))) {
            var start = row.month() == null ? null : row.month().start();
            rows.add(line(
                    row.cell().code(),
                    row.cell().name(),
                    row.members(),
                    start == null ? null : start.toLocalDate(),
                    row.selfPoints(),
                    row.verifiedPoints(),
                    row.grade() == null ? null : word("score.grade." + row.grade(), locale),
                    row.losses().stream()
                            .map(loss -> loss.code() + " " + loss.label() + ": −" + loss.points()
                                    + (loss.note() == null ? "" : " (" + loss.note() + ")"))
                            .collect(Collectors.joining("; ")),
                    row.reason()));
        }
        return new Table(
                StandardTable.MONTH,
                List.of("code", "cell", "members", "date", "self", "verified", "grade", "losses", "note"),
                rows);
    }

    private Table calendar(Set<UnitId> scopes, YearMonth month, Locale locale) {
        var cells = cells(scopes, day(month));
        var secretaries = holders(Office.CELL_SECRETARY, cells.values(), day(month));
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var row : calendar.month(List.copyOf(cells.keySet()), month)) {
            var meeting = row.month().meeting();
            var start = row.month().start();
            rows.add(line(
                    start == null ? null : start.toLocalDate(),
                    start == null ? null : start.getDayOfWeek().getDisplayName(java.time.format.TextStyle.FULL, locale),
                    start == null ? null : "%02d:%02d".formatted(start.getHour(), start.getMinute()),
                    meeting.cellCode(),
                    meeting.cellName(),
                    meeting.place(),
                    names(secretaries, Office.CELL_SECRETARY, meeting.cellCode()),
                    word("meetings.status." + meeting.status(), locale),
                    null));
        }
        return new Table(
                StandardTable.CALENDAR,
                List.of("date", "weekday", "time", "code", "cell", "place", "secretary", "state", "note"),
                rows);
    }

    private record Sums(
            long held,
            long expected,
            long present,
            long members,
            long speakers,
            long resolutions,
            long tasks,
            long done) {}

    private Table period(Set<UnitId> scopes, YearMonth from, YearMonth to) {
        var on = day(to);
        var cells = cells(scopes, on);
        var members = new HashMap<UnitId, MemberCounts>();
        var admissions = new HashMap<UnitId, Integer>();
        for (var scope : scopes) {
            members.putAll(search.counts(scope, on));
            admissions.putAll(search.admissions(scope, from.atDay(1), on));
        }
        var sums = sums(cells.keySet(), from, to);
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var cell : cells.values()) {
            var sum = sums.getOrDefault(cell.id(), new Sums(0, 0, 0, 0, 0, 0, 0, 0));
            rows.add(line(
                    cell.code(),
                    cell.name(),
                    members.getOrDefault(cell.id(), MemberCounts.NONE).total(),
                    sum.expected(),
                    sum.held(),
                    sum.members(),
                    sum.present(),
                    sum.speakers(),
                    sum.resolutions(),
                    sum.tasks(),
                    sum.done(),
                    admissions.getOrDefault(cell.id(), 0),
                    null,
                    null,
                    null));
        }
        return new Table(
                StandardTable.PERIOD,
                List.of(
                        "code",
                        "cell",
                        "members",
                        "expected",
                        "held",
                        "memberMeetings",
                        "present",
                        "speakers",
                        "resolutions",
                        "tasks",
                        "done",
                        "admissions",
                        "models",
                        "inspections",
                        "note"),
                rows);
    }

    /** Counted over meetings; members whose presence is not expected are not. */
    private Map<UnitId, Sums> sums(Collection<UnitId> cells, YearMonth from, YearMonth to) {
        var sums = new HashMap<UnitId, Sums>();
        jdbc.sql("""
                        select m.cell_id, count(*) filter (where not m.cell_too_small) as expected,
                            count(s.id) as held, coalesce(sum(a.members), 0) as members, coalesce(sum(a.present), 0) as present,
                            coalesce(sum(p.speakers), 0) as speakers, count(*) filter (where s.resolution = 'PASSED') as resolutions,
                            coalesce(sum(t.due), 0) as due, coalesce(sum(t.done), 0) as done
                        from meetings.meeting m
                        left join meetings.sitting s on s.meeting_id = m.id and s.state = 'HELD'
                        left join lateral (
                            select count(*) filter (where participation = 'ACTIVE') as members,
                                count(*) filter (where participation = 'ACTIVE' and presence = 'PRESENT') as present
                            from meetings.attendance where sitting_id = s.id) a on true
                        left join lateral (
                            select count(distinct speaker_id) as speakers from meetings.speech
                            join meetings.agenda_item i on i.id = item_id where i.sitting_id = s.id) p on true
                        left join lateral (
                            select count(*) filter (where due_now) as due,
                                count(*) filter (where due_now and result = 'DONE') as done
                            from meetings.task_review where sitting_id = s.id) t on true
                        where m.cell_id = any(:cells) and m.period between :from and :to group by 1""")
                .param("cells", cells.stream().map(UnitId::value).toArray(UUID[]::new))
                .param("from", from.atDay(1))
                .param("to", to.atDay(1))
                .query(row -> {
                    sums.put(
                            new UnitId(row.getObject("cell_id", UUID.class)),
                            new Sums(
                                    row.getLong("held"),
                                    row.getLong("expected"),
                                    row.getLong("present"),
                                    row.getLong("members"),
                                    row.getLong("speakers"),
                                    row.getLong("resolutions"),
                                    row.getLong("due"),
                                    row.getLong("done")));
                });
        return sums;
    }

    private Table visits(Set<UnitId> scopes, YearMonth from, YearMonth to) {
        record Visits(long planned, long attended, long proposals, long answered) {}
        var cells = cells(scopes, day(to));
        var assigned = holders(Office.ASSIGNED_COMMITTEE_MEMBER, cells.values(), day(to));
        var visits = new HashMap<UnitId, Visits>();
        jdbc.sql("""
                        select m.cell_id, count(*) filter (where m.has_assigned_member) as planned,
                            count(*) filter (where v.attended) as attended, coalesce(sum(p.raised), 0) as raised,
                            coalesce(sum(p.answered), 0) as answered
                        from meetings.meeting m left join meetings.visit_report v on v.meeting_id = m.id
                        left join lateral (
                            select count(*) as raised, count(answered_at) as answered
                            from meetings.petition where meeting_id = m.id) p on true
                        where m.cell_id = any(:cells) and m.period between :from and :to
                            and m.status in ('HELD', 'FINALISED', 'REPORTED', 'VERIFIED') group by 1""")
                .param("cells", cells.keySet().stream().map(UnitId::value).toArray(UUID[]::new))
                .param("from", from.atDay(1))
                .param("to", to.atDay(1))
                .query(row -> {
                    visits.put(
                            new UnitId(row.getObject("cell_id", UUID.class)),
                            new Visits(
                                    row.getLong("planned"),
                                    row.getLong("attended"),
                                    row.getLong("raised"),
                                    row.getLong("answered")));
                });
        var rows = new ArrayList<List<@Nullable Object>>();
        for (var cell : cells.values()) {
            var of = visits.getOrDefault(cell.id(), new Visits(0, 0, 0, 0));
            rows.add(line(
                    cell.code(),
                    cell.name(),
                    names(assigned, Office.ASSIGNED_COMMITTEE_MEMBER, cell.code()),
                    of.planned(),
                    of.attended(),
                    of.proposals(),
                    of.answered()));
        }
        return new Table(
                StandardTable.VISITS,
                List.of("code", "cell", "assigned", "planned", "attended", "proposals", "answered"),
                rows);
    }

    private Map<UnitId, UnitView> cells(Set<UnitId> scopes, LocalDate on) {
        var cells = new LinkedHashMap<UnitId, UnitView>();
        scopes.forEach(scope -> organizations.cellsUnder(scope, on).forEach(cell -> cells.put(cell.id(), cell)));
        return cells;
    }

    private Map<String, Posts.Post> holders(Office office, Collection<UnitView> cells, LocalDate on) {
        return posts.of(cells.stream().map(cell -> office.groupIn(cell.code())).toList(), on);
    }

    private static String names(Map<String, Posts.Post> holders, Office office, String cell) {
        var post = holders.get(office.groupIn(cell));
        return post == null ? "" : String.join(", ", post.people());
    }

    private LocalDate day(YearMonth month) {
        var today = DomainTime.today(clock);
        return month.atEndOfMonth().isAfter(today) ? today : month.atEndOfMonth();
    }

    private static List<@Nullable Object> line(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private String word(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
