package vn.chibo.inbox;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.identity.CurrentUser;
import vn.chibo.inbox.TaskTexts.TaskLine;
import vn.chibo.inbox.tasks.MyTasks;
import vn.chibo.inbox.tasks.MyTasks.Cursor;
import vn.chibo.inbox.tasks.MyTasks.ListedTask;
import vn.chibo.shared.Texts;

/** The task list of one person, in parts by due date. */
@Component
@Transactional(readOnly = true)
class Inbox {

    static final int PAGE = 20;

    /** A search looks at the person's own open tasks, the most urgent first, and at no more than these. */
    static final int SEARCHED = 5_000;

    private final MyTasks tasks;
    private final TaskTexts texts;
    private final Clock clock;

    Inbox(MyTasks tasks, TaskTexts texts, Clock clock) {
        this.tasks = tasks;
        this.texts = texts;
        this.clock = clock;
    }

    /** Exact number of tasks per group. */
    Map<DueGroup, Long> counters(CurrentUser user) {
        var now = clock.instant();
        var bounds = Arrays.stream(DueGroup.values())
                .map(group -> group.end(now))
                .filter(Objects::nonNull)
                .toList();
        var dueBefore = tasks.countDueBefore(user, bounds);
        var counters = new EnumMap<DueGroup, Long>(DueGroup.class);
        for (var group : DueGroup.values()) {
            var before = group.ordinal() == 0 ? 0 : dueBefore.get(group.ordinal() - 1);
            counters.put(group, dueBefore.get(group.ordinal()) - before);
        }
        return counters;
    }

    /** The first lines of every group that has any; {@code counters} are those of {@link #counters}. */
    List<Section> sections(CurrentUser user, Filter filter, Map<DueGroup, Long> counters) {
        if (filter.isEmpty()) {
            return counters.entrySet().stream()
                    .filter(entry -> entry.getValue() > 0)
                    .map(entry -> section(user, entry.getKey(), entry.getValue(), null))
                    .toList();
        }
        var now = clock.instant();
        var found = new EnumMap<DueGroup, List<TaskLine>>(DueGroup.class);
        for (var hit : search(user, filter)) {
            found.computeIfAbsent(DueGroup.of(hit.listed().task().dueAt(), now), group -> new ArrayList<>())
                    .add(hit.line());
        }
        return found.entrySet().stream()
                .map(entry -> section(entry.getKey(), entry.getValue().size(), entry.getValue()))
                .toList();
    }

    /** A group from a cursor on, null for its beginning. {@code count} is what the heading shows. */
    Section section(CurrentUser user, DueGroup group, long count, @Nullable Cursor after) {
        var now = clock.instant();
        var start = group.start(now);
        var from = after != null ? after : start == null ? Cursor.START : Cursor.at(start);
        var page = tasks.page(user, from, group.end(now), PAGE + 1);
        return section(group, count, texts.lines(page));
    }

    /** A group of a filtered list from a cursor on. */
    Section section(CurrentUser user, DueGroup group, Filter filter, Cursor after) {
        var now = clock.instant();
        var lines = search(user, filter).stream()
                .filter(hit -> DueGroup.of(hit.listed().task().dueAt(), now) == group)
                .filter(hit -> hit.listed().cursor().compareTo(after) > 0)
                .map(Hit::line)
                .toList();
        return section(group, lines.size(), lines);
    }

    private static Section section(DueGroup group, long count, List<TaskLine> lines) {
        var more = lines.size() > PAGE;
        var shown = more ? lines.subList(0, PAGE) : lines;
        return new Section(group.code(), count, shown, more ? shown.getLast().cursor() : null);
    }

    private List<Hit> search(CurrentUser user, Filter filter) {
        var mine = tasks.page(user, Cursor.START, null, SEARCHED);
        var lines = texts.lines(mine);
        var words = Texts.fold(filter.query()).split(" ");
        var hits = new ArrayList<Hit>();
        for (int i = 0; i < mine.size(); i++) {
            var line = lines.get(i);
            var text = Texts.fold(line.title() + " " + line.subtitle());
            if ((!filter.mine() || line.mine()) && Arrays.stream(words).allMatch(text::contains)) {
                hits.add(new Hit(mine.get(i), line));
            }
        }
        return hits;
    }

    /** Submitted, but the engine has not closed them yet. */
    List<TaskLine> beingRecorded(CurrentUser user) {
        return texts.lines(tasks.beingRecorded(user));
    }

    /** The most urgent task, if there is any. */
    @Nullable TaskLine next(CurrentUser user) {
        var first = texts.lines(tasks.page(user, Cursor.START, null, 1));
        return first.isEmpty() ? null : first.getFirst();
    }

    private record Hit(ListedTask listed, TaskLine line) {}

    /** @param mine only what the person has taken up */
    record Filter(String query, boolean mine) {

        public boolean isEmpty() {
            return query.isBlank() && !mine;
        }
    }

    /** @param next cursor behind the last line when there are more, else null */
    record Section(
            String group,
            long count,
            List<TaskLine> lines,
            @Nullable String next) {}
}
