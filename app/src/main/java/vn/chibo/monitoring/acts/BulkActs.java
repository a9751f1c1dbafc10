package vn.chibo.monitoring.acts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.CaseClaims;
import vn.chibo.cases.CaseClaims.Claim;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.Cases;
import vn.chibo.identity.Access;
import vn.chibo.identity.CurrentUser;
import vn.chibo.identity.Permission;
import vn.chibo.inbox.spi.TaskReassignment;
import vn.chibo.monitoring.SupervisorReminded;
import vn.chibo.monitoring.TasksPassedOn;
import vn.chibo.monitoring.acts.BulkAct.Item;
import vn.chibo.monitoring.acts.BulkAct.State;
import vn.chibo.monitoring.acts.BulkAct.Verdict;
import vn.chibo.monitoring.acts.RowChecks.Checked;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;
import vn.chibo.shared.TransactionLock;

/** Freezes lists of rows, carries them out and takes them back. Each step is one transaction and harmless when repeated. */
@Service
@Transactional
class BulkActs {

    /** More rows than a page of the board shows are not chosen at once. */
    static final int MOST_ROWS = 200;

    /** The engine may name somebody else as assignee, whom nobody here can tell anything. */
    private static final Pattern MEMBER = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final ActStore store;
    private final RowChecks checks;
    private final TaskReassignment tasks;
    private final CaseClaims claims;
    private final Cases cases;
    private final Organizations organizations;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final ActSettings settings;
    private final Clock clock;

    BulkActs(
            ActStore store,
            RowChecks checks,
            TaskReassignment tasks,
            CaseClaims claims,
            Cases cases,
            Organizations organizations,
            Access access,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            ActSettings settings,
            Clock clock) {
        this.store = store;
        this.checks = checks;
        this.tasks = tasks;
        this.claims = claims;
        this.cases = cases;
        this.organizations = organizations;
        this.access = access;
        this.events = events;
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Keeps the list as it was chosen. Rows of cases that are in no register are left out; empty when none remains.
     *
     * @throws AccessRefused when a row does not belong to the board, or to the person's scope
     */
    Optional<UUID> freeze(ActKind kind, UnitId board, Collection<Row> rows, CurrentUser by) {
        var known = claims.of(rows.stream().map(Row::theCase).distinct().toList());
        requireBelow(board, known.values());
        var standings = tasks.of(rows.stream().map(Row::task).distinct().toList());
        var items = rows.stream()
                .distinct()
                .filter(row -> known.containsKey(row.theCase()))
                .filter(row -> !standings.containsKey(row.task())
                        || row.theCase()
                                .toString()
                                .equals(standings.get(row.task()).task().businessKey()))
                .limit(MOST_ROWS)
                .map(row -> Item.frozen(
                        row,
                        standings.containsKey(row.task())
                                ? standings.get(row.task()).task().assignee()
                                : null))
                .toList();
        if (items.isEmpty()) {
            return Optional.empty();
        }
        var now = clock.instant();
        store.forgetPreviewsBefore(now.minus(settings.preview()));
        return Optional.of(store.add(kind, board, Map.of(), items, by.accountId(), now));
    }

    private void requireBelow(UnitId board, Collection<Claim> chosen) {
        var today = DomainTime.today(clock);
        for (var unit : chosen.stream().map(Claim::unit).collect(Collectors.toSet())) {
            access.require(Permission.SUPERVISE, unit);
            if (!organizations.isWithin(unit, board, today)) {
                throw new AccessRefused("row of " + unit + " on the board of " + board);
            }
        }
    }

    /** The act, for those in whose scope the board is on which it was begun. */
    @Transactional(readOnly = true)
    BulkAct find(UUID id) {
        return required(store.find(id).orElseThrow(() -> new NotFound("act " + id)));
    }

    /**
     * Says to whom the tasks go.
     *
     * @param recipient a member's id, a {@link BulkAct#POST}, or {@link BulkAct#ALL_HOLDERS}
     */
    void nameRecipient(UUID id, String recipient) {
        var act = locked(id);
        if (act.kind() != ActKind.REASSIGN || act.state() != State.PREVIEW) {
            return;
        }
        var rows = checks.check(act, store.items(id));
        var choices = rows.stream()
                .flatMap(row -> row.holders().stream())
                .map(Objects::toString)
                .collect(Collectors.toSet());
        checks.posts(rows).forEach((post, number) -> choices.add(BulkAct.POST + post));
        if (!recipient.equals(BulkAct.ALL_HOLDERS) && !choices.contains(recipient)) {
            throw new RuleViolation("supervision.error.chooseRecipient");
        }
        store.setArguments(id, Map.of(BulkAct.RECIPIENT, recipient));
    }

    /** Does with each row what its check says now; an act that was carried out before stays as it is. */
    void carryOut(UUID id, CurrentUser by) {
        var act = locked(id);
        if (act.state() != State.PREVIEW) {
            return;
        }
        if (act.kind() == ActKind.REASSIGN && !act.hasRecipient()) {
            throw new RuleViolation("supervision.error.chooseRecipient");
        }
        if (act.kind() == ActKind.REMIND) {
            TransactionLock.take(jdbc, "monitoring:reminders"); // or two lists would both find nobody reminded today
        }
        var now = clock.instant();
        var touched = new LinkedHashSet<CaseId>();
        var passed = new ArrayList<Passed>();
        var units = new HashSet<UnitId>();
        var rows = checks.check(act, store.items(id));
        rows.forEach(row -> Optional.ofNullable(row.theCase()).map(Claim::unit).ifPresent(units::add));
        var names = organizations.units(units, DomainTime.today(clock));
        for (var row : rows) {
            var verdict = row.verdict();
            if (verdict.isOk()) {
                verdict = act.kind() == ActKind.REMIND ? remind(row, names, now) : reassign(row, by);
            }
            store.setResult(
                    id,
                    row.item().row(),
                    verdict,
                    verdict.isOk() ? row.to() : null,
                    verdict.isOk() ? row.told() : List.of());
            if (verdict.isOk()) {
                touched.add(row.item().row().theCase());
                passed.add(new Passed(row.item().row(), row.item().oldAssignee(), row.to()));
            }
        }
        if (act.kind() == ActKind.REASSIGN) {
            tell(id + " given", passed);
        }
        touched.forEach(theCase -> cases.record(theCase, by.member(), "supervision.history." + act.kind()));
        store.setDone(id, by.accountId(), now);
    }

    private Verdict remind(Checked row, Map<UnitId, UnitView> names, Instant now) {
        var task = Objects.requireNonNull(row.task()).task();
        var unit = names.get(Objects.requireNonNull(row.theCase()).unit());
        var day = DomainTime.dateOf(now);
        events.publishEvent(new SupervisorReminded(
                UUID.nameUUIDFromBytes(("remind " + row.item().row() + " " + day).getBytes(UTF_8)),
                task.key(),
                unit == null ? "" : unit.name(),
                task.dueAt() == null ? null : DomainTime.dateOf(task.dueAt()),
                List.copyOf(row.told())));
        return row.verdict();
    }

    private Verdict reassign(Checked row, CurrentUser by) {
        return tasks.assign(by, row.item().row().task(), row.item().oldAssignee(), row.to())
                ? row.verdict()
                : Verdict.skipped("changedHands"); // between the check and now
    }

    /** A task that changed hands; null is all holders of its posts. */
    private record Passed(
            Row row, @Nullable String from, @Nullable String to) {}

    /** One notice for each person who got tasks or lost some; a task everybody may do names nobody. */
    private void tell(String what, List<Passed> passed) {
        publish(what + " from ", passed, Passed::from, false);
        publish(what + " to ", passed, Passed::to, true);
    }

    private void publish(
            String what, List<Passed> passed, Function<Passed, @Nullable String> person, boolean received) {
        var byPerson = new TreeMap<String, List<Passed>>();
        for (var task : passed) {
            var member = person.apply(task);
            if (member != null && MEMBER.matcher(member).matches()) {
                byPerson.computeIfAbsent(member, none -> new ArrayList<>()).add(task);
            }
        }
        byPerson.forEach((member, tasks) -> events.publishEvent(new TasksPassedOn(
                UUID.nameUUIDFromBytes((what + member).getBytes(UTF_8)),
                new MemberId(UUID.fromString(member)),
                received,
                tasks.size(),
                tasks.size() == 1 ? tasks.getFirst().row().task() : null)));
    }

    /** Gives each row that was reassigned back to who had it, if it still waits with the new one. */
    void undo(UUID id, CurrentUser by) {
        var act = locked(id);
        if (act.state() == State.UNDONE) {
            return;
        }
        if (!mayUndo(act)) {
            throw new RuleViolation("supervision.error.tooLateToUndo");
        }
        var given = store.items(id).stream()
                .filter(item -> item.result() == Result.OK)
                .toList();
        var touched = new LinkedHashSet<CaseId>();
        var passed = new ArrayList<Passed>();
        for (var row : checks.checkUndo(act, given)) {
            var verdict = row.verdict();
            if (verdict.isOk()
                    && !tasks.assign(
                            by,
                            row.item().row().task(),
                            row.item().newAssignee(),
                            row.item().oldAssignee())) {
                verdict = Verdict.skipped("changedHands");
            }
            store.setUndoResult(id, row.item().row(), verdict);
            if (verdict.isOk()) {
                touched.add(row.item().row().theCase());
                passed.add(new Passed(
                        row.item().row(), row.item().newAssignee(), row.item().oldAssignee()));
            }
        }
        tell(id + " taken back", passed);
        touched.forEach(theCase -> cases.record(theCase, by.member(), "supervision.history.undone"));
        store.setUndone(id, by.accountId(), clock.instant());
    }

    boolean mayUndo(BulkAct act) {
        var done = act.doneAt();
        return act.kind() == ActKind.REASSIGN
                && act.state() == State.DONE
                && done != null
                && !clock.instant().isAfter(done.plus(settings.undo()));
    }

    Instant undoUntil(Instant done) {
        return done.plus(settings.undo());
    }

    private BulkAct locked(UUID id) {
        return required(store.lock(id).orElseThrow(() -> new NotFound("act " + id)));
    }

    private BulkAct required(BulkAct act) {
        access.require(Permission.SUPERVISE, act.unit());
        return act;
    }
}
