package vn.chibo.monitoring.acts;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.CaseClaims;
import vn.chibo.cases.CaseClaims.Claim;
import vn.chibo.cases.CaseId;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.TaskReassignment;
import vn.chibo.inbox.spi.TaskReassignment.Standing;
import vn.chibo.monitoring.acts.BulkAct.Item;
import vn.chibo.monitoring.acts.BulkAct.Verdict;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.Posts;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.DomainTime;

/** Says of each row of a list what can be done with it now: for the preview, and once more when it is carried out. */
@Component
@Transactional(readOnly = true)
class RowChecks {

    private final ActStore store;
    private final CaseClaims claims;
    private final TaskReassignment tasks;
    private final Organizations organizations;
    private final Posts posts;
    private final Users users;
    private final Access access;
    private final Clock clock;

    RowChecks(
            ActStore store,
            CaseClaims claims,
            TaskReassignment tasks,
            Organizations organizations,
            Posts posts,
            Users users,
            Access access,
            Clock clock) {
        this.store = store;
        this.claims = claims;
        this.tasks = tasks;
        this.organizations = organizations;
        this.posts = posts;
        this.users = users;
        this.access = access;
        this.clock = clock;
    }

    /**
     * @param theCase null when it is in no register any more
     * @param task null when the case waits for none, or it was forgotten since
     * @param holders who may do the task: those who hold one of its posts, and those it names
     * @param to who would get the task; null for all holders of its posts, and where nobody can
     * @param told who would get a notice
     */
    record Checked(
            Item item,
            @Nullable Claim theCase,
            @Nullable Standing task,
            Set<MemberId> holders,
            @Nullable String to,
            Set<MemberId> told,
            Verdict verdict) {}

    List<Checked> check(BulkAct act, List<Item> items) {
        var seen = seen(items);
        var inScope = new HashMap<UnitId, Boolean>();
        var reminded = act.kind() == ActKind.REMIND
                ? store.remindedSince(
                        items.stream().map(Item::row).toList(),
                        DomainTime.today(clock).atStartOfDay(DomainTime.ZONE).toInstant())
                : Set.<Row>of();
        return items.stream()
                .map(item -> {
                    var theCase = seen.cases().get(item.row().theCase());
                    var task = seen.tasks().get(item.row().task());
                    var holders = seen.holders(task);
                    var told = act.kind() == ActKind.REMIND ? seen.reachable(task) : Set.<MemberId>of();
                    var why = obstacle(act, item, theCase, task, inScope);
                    if (why != null) {
                        return new Checked(item, theCase, task, holders, null, told, why);
                    }
                    if (act.kind() == ActKind.REMIND) {
                        why = reminder(item, reminded, told);
                        return new Checked(
                                item, theCase, task, holders, null, told, why == null ? Verdict.ok(act.kind()) : why);
                    }
                    var holdsPost =
                            act.post().map(post -> seen.holders(task, post)).orElse(Set.of());
                    var to = act.post().isPresent()
                            ? holdsPost.stream()
                                    .findFirst()
                                    .map(Object::toString)
                                    .orElse(null)
                            : act.member().orElse(null);
                    why = act.post().isPresent() && holdsPost.size() != 1
                            ? Verdict.refused(holdsPost.isEmpty() ? "postVacant" : "postHeldBySeveral")
                            : reassignment(act, task, to, holders, seen);
                    return new Checked(
                            item, theCase, task, holders, to, told, why == null ? Verdict.ok(act.kind()) : why);
                })
                .toList();
    }

    /** Whether what was done with these rows can be taken back now. */
    List<Checked> checkUndo(BulkAct act, List<Item> items) {
        var seen = seen(items);
        var inScope = new HashMap<UnitId, Boolean>();
        return items.stream()
                .map(item -> {
                    var theCase = seen.cases().get(item.row().theCase());
                    var task = seen.tasks().get(item.row().task());
                    var holders = seen.holders(task);
                    var former = item.oldAssignee();
                    var why = obstacle(act, Item.frozen(item.row(), item.newAssignee()), theCase, task, inScope);
                    if (why == null && former != null && !mayDo(former, holders)) {
                        why = Verdict.refused("formerLeft");
                    }
                    return new Checked(
                            item,
                            theCase,
                            task,
                            holders,
                            former,
                            Set.of(),
                            why == null ? new Verdict(Result.OK, "supervision.ok.undone") : why);
                })
                .toList();
    }

    /** What stands in the way of any act; {@code item.oldAssignee} is who should have the task. Null: nothing. */
    private @Nullable Verdict obstacle(
            BulkAct act, Item item, @Nullable Claim theCase, @Nullable Standing task, Map<UnitId, Boolean> inScope) {
        if (theCase == null || !inScope.computeIfAbsent(theCase.unit(), unit -> isInScope(act.unit(), unit))) {
            return Verdict.refused("outOfScope");
        }
        if (theCase.closedAt() != null) {
            return Verdict.skipped("closed");
        }
        if (item.row().task() == 0) {
            return Verdict.refused("noTask");
        }
        if (task != null && !theCase.id().toString().equals(task.task().businessKey())) {
            return Verdict.refused("outOfScope");
        }
        if (task == null || !task.waiting()) {
            return Verdict.skipped("done");
        }
        return Objects.equals(task.task().assignee(), item.oldAssignee()) ? null : Verdict.skipped("changedHands");
    }

    private static @Nullable Verdict reminder(Item item, Set<Row> reminded, Set<MemberId> told) {
        if (reminded.contains(item.row())) {
            return Verdict.skipped("remindedToday");
        }
        return told.isEmpty() ? Verdict.refused("nobodyToRemind") : null;
    }

    private static @Nullable Verdict reassignment(
            BulkAct act, @Nullable Standing task, @Nullable String to, Set<MemberId> holders, Seen seen) {
        if (task == null || !act.hasRecipient()) {
            return Verdict.skipped("noRecipient");
        }
        if (Objects.equals(task.task().assignee(), to)) {
            return Verdict.skipped("theirsAlready");
        }
        if (to != null && !mayDo(to, holders)) {
            return Verdict.refused("notOfPost");
        }
        return to != null && !seen.withAccount().contains(MemberId.of(to)) ? Verdict.refused("noAccount") : null;
    }

    /** Posts that may do rows of more than one unit, with how many rows; one unit's tasks go to a person. */
    Map<Office, Long> posts(List<Checked> rows) {
        var numbers = new TreeMap<Office, Long>();
        var units = new HashMap<Office, Set<UnitId>>();
        for (var row : rows) {
            var task = row.task();
            if (task != null && task.waiting() && row.theCase() != null) {
                for (var post : Office.values()) {
                    if (task.candidates().stream().anyMatch(candidate -> candidate.startsWith(post.groupIn("")))) {
                        numbers.merge(post, 1L, Long::sum);
                        units.computeIfAbsent(post, none -> new HashSet<>())
                                .add(row.theCase().unit());
                    }
                }
            }
        }
        numbers.keySet().removeIf(post -> units.getOrDefault(post, Set.of()).size() < 2);
        return numbers;
    }

    private static boolean mayDo(String member, Set<MemberId> holders) {
        return holders.stream().anyMatch(holder -> holder.toString().equals(member));
    }

    private boolean isInScope(UnitId board, UnitId unit) {
        return access.may(Permission.SUPERVISE, unit) && organizations.isWithin(unit, board, DomainTime.today(clock));
    }

    /** What the rows need, read together. */
    private record Seen(
            Map<CaseId, Claim> cases,
            Map<Long, Standing> tasks,
            Map<String, Set<MemberId>> posts,
            Set<MemberId> withAccount) {

        Set<MemberId> holders(@Nullable Standing task) {
            var holders = new LinkedHashSet<MemberId>();
            if (task != null) {
                task.candidates().forEach(post -> holders.addAll(posts.getOrDefault(post, Set.of())));
            }
            return holders;
        }

        /** Who holds this one of the task's posts, or acts for it. */
        Set<MemberId> holders(@Nullable Standing task, Office post) {
            var holders = new LinkedHashSet<MemberId>();
            if (task != null) {
                task.candidates().stream()
                        .filter(candidate -> candidate.startsWith(post.groupIn("")))
                        .forEach(candidate -> holders.addAll(posts.getOrDefault(candidate, Set.of())));
            }
            return holders;
        }

        /** Who has the task, else those who may take it up; only who can sign in can be told. */
        Set<MemberId> reachable(@Nullable Standing task) {
            var assignee = task == null ? null : task.task().assignee();
            var wanted = assignee == null ? holders(task) : posts.getOrDefault("user:" + assignee, Set.of());
            return wanted.stream().filter(withAccount::contains).collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    private Seen seen(Collection<Item> items) {
        var standings = tasks.of(items.stream()
                .map(item -> item.row().task())
                .filter(key -> key != 0)
                .distinct()
                .toList());
        var wanted = new LinkedHashSet<String>();
        standings.values().forEach(standing -> {
            wanted.addAll(standing.candidates());
            if (standing.task().assignee() != null) {
                wanted.add("user:" + standing.task().assignee());
            }
        });
        var holders = posts.holders(wanted, DomainTime.today(clock));
        return new Seen(
                claims.of(items.stream()
                        .map(item -> item.row().theCase())
                        .distinct()
                        .toList()),
                standings,
                holders,
                users.withAccount(holders.values().stream()
                        .flatMap(Set::stream)
                        .distinct()
                        .toList()));
    }
}
