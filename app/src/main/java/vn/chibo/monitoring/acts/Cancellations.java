package vn.chibo.monitoring.acts;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.cases.CaseClaims;
import vn.chibo.cases.CaseClaims.Claim;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.Cases;
import vn.chibo.cases.spi.CaseSupervision;
import vn.chibo.engine.EngineCommands;
import vn.chibo.engine.EngineInstances;
import vn.chibo.identity.Access;
import vn.chibo.identity.CurrentUser;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.TaskDesk;
import vn.chibo.inbox.spi.TaskDesk.Waiting;
import vn.chibo.monitoring.CaseCancelled;
import vn.chibo.monitoring.acts.BulkAct.Item;
import vn.chibo.monitoring.acts.BulkAct.Verdict;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.Posts;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;
import vn.chibo.shared.TransactionLock;

/** One case of the board: what its area allows, and its cancellation. */
@Service
@Transactional
class Cancellations {

    static final int LONGEST_REASON = 2000;

    private static final String OUTCOME = "supervision.outcome.cancelled";

    private final List<CaseSupervision> areas;
    private final CaseClaims claims;
    private final Cases cases;
    private final TaskDesk desk;
    private final EngineInstances instances;
    private final EngineCommands engine;
    private final ActStore store;
    private final Organizations organizations;
    private final Posts posts;
    private final Users users;
    private final Access access;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    Cancellations(
            ObjectProvider<CaseSupervision> areas,
            CaseClaims claims,
            Cases cases,
            TaskDesk desk,
            EngineInstances instances,
            EngineCommands engine,
            ActStore store,
            Organizations organizations,
            Posts posts,
            Users users,
            Access access,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.areas = areas.stream().toList();
        this.claims = claims;
        this.cases = cases;
        this.desk = desk;
        this.instances = instances;
        this.engine = engine;
        this.store = store;
        this.organizations = organizations;
        this.posts = posts;
        this.users = users;
        this.access = access;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A case as those above may treat it.
     *
     * @param open tasks that wait for somebody, the oldest first
     * @param pages of the area, for the person who asks
     * @param consequences of a cancellation for the area's record; empty when it cannot be cancelled
     * @param told who hears of a cancellation
     */
    record Treatable(
            Claim theCase, List<Waiting> open, List<CaseSupervision.Page> pages, List<String> consequences, Told told) {

        boolean cancellable() {
            return theCase.closedAt() == null && !consequences.isEmpty();
        }
    }

    /** Those who can sign in; nobody twice. */
    record Told(Set<MemberId> leaders, Set<MemberId> holders) {}

    /** @throws vn.chibo.shared.AccessRefused when the case is outside the person's scope */
    @Transactional(readOnly = true)
    Treatable treatable(CaseId id, CurrentUser by) {
        var theCase = claims.of(List.of(id)).get(id);
        if (theCase == null) {
            throw new NotFound("case " + id);
        }
        access.require(Permission.SUPERVISE, theCase.unit());
        var open = desk.waiting(id, by);
        var area = area(theCase);
        var closed = theCase.closedAt() != null;
        return new Treatable(
                theCase,
                open,
                closed ? List.of() : area.map(of -> of.pages(id)).orElse(List.of()),
                closed ? List.of() : area.map(of -> of.consequences(id)).orElse(List.of()),
                told(theCase, open, by));
    }

    /**
     * Ends the case: the area's record, the process with its open tasks, the deadlines. False when it had ended before.
     *
     * @throws RuleViolation when the area does not allow it
     */
    boolean cancel(CaseId id, String reason, CurrentUser by) {
        TransactionLock.take(jdbc, "monitoring:cancel " + id);
        var treatable = treatable(id, by);
        var theCase = treatable.theCase();
        if (theCase.closedAt() != null) {
            return false;
        }
        if (!treatable.cancellable()) {
            throw new RuleViolation("supervision.error.notCancellable");
        }
        area(theCase).orElseThrow().cancel(id, reason, by);
        running(theCase).forEach(engine::cancelInstance);
        cases.record(id, by.member(), "supervision.history.CANCEL");
        cases.close(id, OUTCOME);
        var now = clock.instant();
        var row = new Row(id, 0);
        var act = store.add(
                ActKind.CANCEL,
                theCase.unit(),
                Map.of(BulkAct.REASON, reason),
                List.of(Item.frozen(row, null)),
                by.accountId(),
                now);
        var told = treatable.told();
        var all = new LinkedHashSet<>(told.leaders());
        all.addAll(told.holders());
        store.setResult(act, row, Verdict.ok(ActKind.CANCEL), null, all);
        store.setDone(act, by.accountId(), now);
        events.publishEvent(new CaseCancelled(
                act, id.value(), unitName(theCase), List.copyOf(told.leaders()), List.copyOf(told.holders())));
        return true;
    }

    /** The case's own instances; those they called end with them. One that claims the case later finds it closed, and ends. */
    private Set<Long> running(Claim theCase) {
        var keys = new LinkedHashSet<Long>();
        instances.ofBusinessKey(theCase.id().toString()).stream()
                .filter(instance -> instance.parentKey() == null && instance.state() == EngineInstances.State.ACTIVE)
                .forEach(instance -> keys.add(instance.key()));
        var claimed = theCase.instance();
        if (claimed != null) {
            keys.add(claimed);
        }
        return keys;
    }

    /** The leaders of the case's unit, and who would have had to do what was open; not the person who acts. */
    private Told told(Claim theCase, Collection<Waiting> open, CurrentUser by) {
        var today = DomainTime.today(clock);
        var code = organizations.unit(theCase.unit(), today).map(unit -> unit.code());
        var leading = code.stream()
                .flatMap(unit -> List.of(Office.CELL_SECRETARY, Office.CELL_DEPUTY_SECRETARY).stream()
                        .map(office -> office.groupIn(unit)))
                .toList();
        var acting = new ArrayList<String>();
        for (var task : open) {
            var assignee = task.task().assignee();
            if (assignee == null) {
                acting.addAll(task.candidates());
            } else {
                acting.add("user:" + assignee);
            }
        }
        var leaders = people(leading, by.member());
        var holders = people(acting, by.member());
        holders.removeAll(leaders);
        return new Told(leaders, holders);
    }

    private Set<MemberId> people(Collection<String> candidates, @Nullable MemberId without) {
        var people = new LinkedHashSet<MemberId>();
        posts.holders(candidates, DomainTime.today(clock)).values().forEach(people::addAll);
        people.removeIf(member -> member.equals(without));
        people.retainAll(users.withAccount(people));
        return people;
    }

    private String unitName(Claim theCase) {
        return organizations
                .unit(theCase.unit(), DomainTime.today(clock))
                .map(unit -> unit.name())
                .orElse("");
    }

    private Optional<CaseSupervision> area(Claim theCase) {
        return areas.stream().filter(area -> area.kind().equals(theCase.kind())).findFirst();
    }
}
