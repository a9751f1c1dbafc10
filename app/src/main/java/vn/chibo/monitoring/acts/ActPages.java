package vn.chibo.monitoring.acts;

import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.CaseClaims.Claim;
import vn.chibo.cases.spi.CaseSupervision.Page;
import vn.chibo.cases.spi.CaseSupervision.Purpose;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.TaskReassignment.Standing;
import vn.chibo.monitoring.acts.BulkAct.State;
import vn.chibo.monitoring.acts.Cancellations.Treatable;
import vn.chibo.monitoring.acts.RowChecks.Checked;
import vn.chibo.monitoring.overdue.CaseWords;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.Posts;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;

/** Acts and their rows in words. */
@Component
@Transactional(readOnly = true)
class ActPages {

    private static final int SHOWN = 100;

    private final ActStore store;
    private final RowChecks checks;
    private final BulkActs acts;
    private final CaseWords words;
    private final Organizations organizations;
    private final Posts posts;
    private final Users users;
    private final Clock clock;

    ActPages(
            ActStore store,
            RowChecks checks,
            BulkActs acts,
            CaseWords words,
            Organizations organizations,
            Posts posts,
            Users users,
            Clock clock) {
        this.store = store;
        this.checks = checks;
        this.acts = acts;
        this.words = words;
        this.organizations = organizations;
        this.posts = posts;
        this.users = users;
        this.clock = clock;
    }

    /**
     * One act.
     *
     * @param recipient as it is sent; null while nobody was named
     * @param choices to whom the tasks may go; empty unless somebody has to be named
     * @param ok rows with which something will be, or was, done
     * @param undoUntil null when it cannot be taken back, or not any more
     */
    record ActPage(
            UUID id,
            ActKind kind,
            State state,
            UnitId unit,
            String unitName,
            @Nullable String reason,
            @Nullable String recipient,
            List<Choice> choices,
            List<Line> lines,
            long ok,
            String createdBy,
            @Nullable String doneBy,
            @Nullable ZonedDateTime doneAt,
            @Nullable String undoneBy,
            @Nullable ZonedDateTime undoneAt,
            @Nullable ZonedDateTime undoUntil) {

        public boolean isPreview() {
            return state == State.PREVIEW;
        }

        public boolean isUndone() {
            return state == State.UNDONE;
        }
    }

    /** @param rows of how many rows the person holds a post; {@code post} whether it is a post in each unit */
    record Choice(String value, String name, long rows, boolean post) {}

    /**
     * One row.
     *
     * @param step null where the case waits for no task
     * @param from who has the task
     * @param to who gets it, or who is told
     * @param why the result in words
     */
    record Line(
            String caseId,
            String title,
            String unit,
            @Nullable String step,
            String from,
            String to,
            Result result,
            String why,
            @Nullable Result undoResult,
            @Nullable String undoWhy) {}

    /** @param rows chosen; {@code ok} those with which something was done */
    record DoneLine(UUID id, ActKind kind, State state, int rows, int ok, String by, ZonedDateTime at) {}

    /** @param told how many hear of a cancellation */
    record CasePage(
            String id,
            UnitId unit,
            String unitName,
            String title,
            boolean open,
            List<TaskLine> tasks,
            List<String> extensions,
            List<String> endings,
            boolean cancellable,
            List<String> consequences,
            List<String> told) {}

    /** @param row as the form sends it */
    record TaskLine(String row, String step, String holders) {}

    ActPage page(BulkAct act) {
        var items = store.items(act.id());
        var checked = checks.check(act, items);
        var names = names(checked);
        var units = units(checked);
        var lines = checked.stream()
                .map(row -> line(act, row, names, units))
                .sorted(Comparator.comparing(Line::result)) // what can be done first
                .toList();
        return new ActPage(
                act.id(),
                act.kind(),
                act.state(),
                act.unit(),
                unit(act.unit(), null),
                act.arguments().get(BulkAct.REASON),
                act.arguments().get(BulkAct.RECIPIENT),
                act.kind() == ActKind.REASSIGN && act.state() == State.PREVIEW ? choices(checked) : List.of(),
                lines,
                lines.stream().filter(line -> line.result() == Result.OK).count(),
                account(act.createdBy()),
                act.doneBy() == null ? null : account(act.doneBy()),
                local(act.doneAt()),
                act.undoneBy() == null ? null : account(act.undoneBy()),
                local(act.undoneAt()),
                acts.mayUndo(act) ? local(acts.undoUntil(Objects.requireNonNull(act.doneAt()))) : null);
    }

    List<DoneLine> done(UnitId unit) {
        return store.done(unit, SHOWN).stream()
                .map(done -> new DoneLine(
                        done.act().id(),
                        done.act().kind(),
                        done.act().state(),
                        done.rows(),
                        done.ok(),
                        account(Objects.requireNonNull(done.act().doneBy())),
                        Objects.requireNonNull(local(done.act().doneAt()))))
                .toList();
    }

    CasePage page(Treatable treatable) {
        var theCase = treatable.theCase();
        var candidates = new LinkedHashSet<String>();
        treatable.open().forEach(task -> {
            candidates.addAll(task.candidates());
            if (task.task().assignee() != null) {
                candidates.add("user:" + task.task().assignee());
            }
        });
        var names = posts.of(candidates, DomainTime.today(clock));
        var told = new LinkedHashSet<>(treatable.told().leaders());
        told.addAll(treatable.told().holders());
        return new CasePage(
                theCase.id().toString(),
                theCase.unit(),
                unit(theCase.unit(), theCase),
                words.title(theCase.kind().value(), theCase.subject()),
                theCase.closedAt() == null,
                treatable.open().stream()
                        .map(task -> new TaskLine(
                                new Row(theCase.id(), task.task().key()).toString(),
                                words.step(
                                        task.task().process().value(),
                                        task.task().element().value()),
                                String.join(
                                        "; ",
                                        words.holders(
                                                task.task().assignee(),
                                                task.candidates().stream()
                                                        .sorted()
                                                        .toList(),
                                                names))))
                        .toList(),
                addresses(treatable.pages(), Purpose.EXTENSION),
                addresses(treatable.pages(), Purpose.ENDING),
                treatable.cancellable(),
                treatable.consequences().stream().map(key -> words.text(key)).toList(),
                people(told));
    }

    private static List<String> addresses(List<Page> pages, Purpose purpose) {
        return pages.stream()
                .filter(page -> page.purpose() == purpose)
                .map(Page::address)
                .toList();
    }

    /** Posts first, then who holds a post of most rows. */
    private List<Choice> choices(List<Checked> rows) {
        var counts = new HashMap<MemberId, Long>();
        rows.stream()
                .filter(row -> row.task() != null && row.task().waiting())
                .forEach(row -> row.holders().forEach(member -> counts.merge(member, 1L, Long::sum)));
        var choices = new ArrayList<Choice>();
        checks.posts(rows)
                .forEach((post, number) -> choices.add(
                        new Choice(BulkAct.POST + post, words.text("organization.office." + post), number, true)));
        organizations.members(users.withAccount(counts.keySet()), DomainTime.today(clock)).values().stream()
                .map(member -> new Choice(
                        member.id().toString(), member.fullName(), counts.getOrDefault(member.id(), 0L), false))
                .sorted(Comparator.comparingLong(Choice::rows)
                        .reversed()
                        .thenComparing(Choice::name)
                        .thenComparing(Choice::value))
                .forEach(choices::add);
        return choices;
    }

    private Line line(BulkAct act, Checked row, Map<String, Posts.Post> names, Map<UnitId, String> units) {
        var item = row.item();
        var theCase = row.theCase();
        var task = row.task();
        var result = Objects.requireNonNullElse(item.result(), row.verdict().result());
        return new Line(
                item.row().theCase().toString(),
                theCase == null ? "–" : words.title(theCase.kind().value(), theCase.subject()),
                theCase == null ? "" : units.getOrDefault(theCase.unit(), ""),
                task == null
                        ? null
                        : words.step(
                                task.task().process().value(),
                                task.task().element().value()),
                holders(item.oldAssignee(), task, names),
                result == Result.OK ? to(act, row, names) : "",
                result,
                words.text(Objects.requireNonNullElse(
                        item.messageKey(), row.verdict().messageKey())),
                item.undoResult(),
                item.undoMessageKey() == null ? null : words.text(item.undoMessageKey()));
    }

    private String to(BulkAct act, Checked row, Map<String, Posts.Post> names) {
        return switch (act.kind()) {
            case REASSIGN ->
                act.hasRecipient()
                        ? holders(
                                row.item().result() == null
                                        ? row.to()
                                        : row.item().newAssignee(),
                                row.task(),
                                names)
                        : "";
            case REMIND ->
                row.item().result() == null
                        ? String.join(", ", people(row.told()))
                        : String.join(", ", people(row.item().told()));
            case CANCEL -> String.join(", ", people(row.item().told()));
        };
    }

    /** The person who has the task, else the posts that may take it up; a task that has ended has none of these any more. */
    private String holders(@Nullable String assignee, @Nullable Standing task, Map<String, Posts.Post> names) {
        var candidates = task == null
                ? List.<String>of()
                : task.candidates().stream().sorted().toList();
        return String.join("; ", words.holders(assignee, candidates, names));
    }

    private Map<String, Posts.Post> names(List<Checked> rows) {
        var candidates = new LinkedHashSet<String>();
        for (var row : rows) {
            if (row.to() != null) {
                candidates.add("user:" + row.to());
            }
            if (row.item().newAssignee() != null) {
                candidates.add("user:" + row.item().newAssignee());
            }
            if (row.task() != null) {
                candidates.addAll(row.task().candidates());
            }
            if (row.item().oldAssignee() != null) {
                candidates.add("user:" + row.item().oldAssignee());
            }
        }
        return posts.of(candidates, DomainTime.today(clock));
    }

    private List<String> people(Collection<MemberId> members) {
        var names = posts.of(members.stream().map(member -> "user:" + member).toList(), DomainTime.today(clock));
        return names.values().stream()
                .flatMap(post -> post.people().stream())
                .sorted()
                .toList();
    }

    private Map<UnitId, String> units(List<Checked> rows) {
        var names = new HashMap<UnitId, String>();
        rows.stream()
                .map(Checked::theCase)
                .filter(Objects::nonNull)
                .forEach(theCase -> names.computeIfAbsent(theCase.unit(), id -> unit(id, theCase)));
        return names;
    }

    /** The name today, or when the case began where the unit is no more. */
    private String unit(UnitId id, @Nullable Claim theCase) {
        return organizations
                .unit(id, DomainTime.today(clock))
                .or(() -> theCase == null
                        ? Optional.empty()
                        : organizations.unit(id, DomainTime.dateOf(theCase.openedAt())))
                .map(UnitView::name)
                .orElse("");
    }

    private String account(UUID id) {
        return users.nameOf(id).orElse("–");
    }

    private static @Nullable ZonedDateTime local(@Nullable Instant at) {
        return at == null ? null : at.atZone(DomainTime.ZONE);
    }
}
