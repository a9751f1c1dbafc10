package vn.chibo.monitoring.overdue;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.TransactionLock;

/**
 * Reckons what is late. One statement over all units, so that every counter of the board speaks of the same moment; it
 * reads the tables of cases and engine directly, as nothing else could count a province in time (docs/adr/0014). Safe to run at
 * any time and in several instances: who comes second finds nothing to change.
 */
@Component
public class Reckoning {

    private static final Logger LOG = LoggerFactory.getLogger(Reckoning.class);

    /** Keys of cases are UUIDs; the engine may hold instances with other business keys. */
    private static final String CASE_OF =
            "case when %1$s ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then %1$s::uuid end";

    private static final String NOW = """
            create temp table late_now on commit drop as
            with due_case as (
                select d.case_id, min(d.due_at) as due_at
                from cases.deadline d where d.state = 'OPEN' and d.due_at < :soon group by d.case_id
            ), stuck_key as (
                select n.business_key, n.created_at as since from engine.incident n
                where n.state = 'OPEN' and n.business_key is not null
                union all
                select i.business_key, e.started_at
                from engine.element_instance e join engine.process_instance i on i.key = e.process_instance_key
                where e.state = 'ACTIVE' and e.started_at < :worker and i.state = 'ACTIVE' and i.business_key is not null
                    and e.element_type in ('SERVICE_TASK', 'SEND_TASK', 'SCRIPT_TASK', 'BUSINESS_RULE_TASK')
                union all
                select coalesce(t.business_key, case when c.kind = 'PUBLISH' then c.queue end), c.created_at
                from engine_link.command c left join engine.user_task t on t.key = c.user_task_key
                where c.state = 'REFUSED'
            ), stuck as (
                select s.case_id, min(s.since) as since from (
                    select CASE_OF_s as case_id, s.since from stuck_key s
                    union all
                    select c.id, c.opened_at from cases.case_file c
                    where c.closed_at is null and c.process_instance_key is null and c.opened_at < :worker
                ) s where s.case_id is not null group by s.case_id
            ), late_task as (
                select t.key, CASE_OF_t as case_id from engine.user_task t
                where t.state = 'OPEN' and (t.due_at < :soon or t.created_at < :still)
                    and not exists (
                        select 1 from engine_link.command c where c.user_task_key = t.key and c.state = 'PENDING')
            ), row as (
                select case_id, key from late_task where case_id is not null
                union
                select x.case_id, coalesce(oldest.key, 0)
                from (select case_id from due_case union select case_id from stuck) x
                left join lateral (
                    select t.key from engine.user_task t
                    where t.business_key = x.case_id::text and t.state = 'OPEN' order by t.created_at, t.key limit 1
                ) oldest on true
                where not exists (select 1 from late_task l where l.case_id = x.case_id)
            ), told as (
                select r.case_id, r.key as task_key,
                    row_number() over (partition by r.case_id order by t.due_at nulls last, r.key) = 1 as lead,
                    c.unit_id, c.kind, u.code, t.due_at as task_due, d.due_at as case_due, s.since as stuck_since,
                    c.opened_at, t.created_at, t.definition_key, t.process_id, t.element_id, t.assignee,
                    t.headers ->> 'waitsFor' as waits_for,
                    coalesce((
                        select array_agg(distinct k.candidate order by k.candidate)
                        from engine.user_task_candidate k where k.task_key = r.key), '{}') as candidates
                from row r
                join cases.case_file c on c.id = r.case_id and c.closed_at is null
                join organization.unit u on u.id = c.unit_id
                left join engine.user_task t on t.key = r.key and r.key <> 0
                left join due_case d on d.case_id = r.case_id
                left join stuck s on s.case_id = r.case_id
            ), dated as (
                select told.*, case when lead then least(nullif(task_due, 'infinity'), case_due)
                    else nullif(task_due, 'infinity') end as due_at
                from told
            )
            select case_id, task_key, lead, unit_id, kind,
                case when due_at < :now then 'OVERDUE' when due_at < :soon then 'SOON' else 'STILL' end as urgency,
                case
                    when stuck_since is not null then 'TECHNICAL'
                    when waits_for = 'correction' then 'RETURNED'
                    when waits_for = 'paper' then 'MISSING_PAPER'
                    when cardinality(candidates) > 0 and not exists (
                        select 1 from unnest(candidates) k(name)
                        where k.name like 'user:%' or split_part(k.name, '@', 2) = dated.code) then 'SUPERIOR'
                    when not exists (
                        select 1 from engine.user_task done
                        where done.business_key = dated.case_id::text and done.state = 'COMPLETED') then 'NOT_STARTED'
                    when created_at < :still then 'NO_MOVEMENT'
                    else 'IN_WORK' end as cause,
                due_at, coalesce(stuck_since, created_at, opened_at) as since,
                definition_key, process_id, element_id, assignee, candidates
            from dated
            """.replace("CASE_OF_s", CASE_OF.formatted("s.business_key"))
            .replace("CASE_OF_t", CASE_OF.formatted("t.business_key"));

    /** The units a line counts for: its own, then all above it on the day; one that stands nowhere counts for itself. */
    private static final String PLACE = """
            create temp table late_place on commit drop as
            with recursive up(unit_id, top, above) as (
                select unit_id, unit_id, array[unit_id] from (select distinct unit_id from late_now) own
                union all
                select up.unit_id, p.parent_id, up.above || p.parent_id
                from up join organization.unit_placement p on p.unit_id = up.top
                    and p.valid_from <= :on and (p.valid_to is null or p.valid_to > :on)
                where p.parent_id is not null and cardinality(up.above) < 20
            )
            select distinct on (unit_id) unit_id, above from up order by unit_id, cardinality(above) desc""";

    private static final String KEEP = """
            insert into monitoring.late as l
                (case_id, task_key, lead, unit_id, kind, urgency, cause, due_at, since, definition_key, process_id,
                    element_id, assignee, candidates, above)
            select case_id, task_key, lead, unit_id, kind, urgency, cause, due_at, since, definition_key, process_id,
                element_id, assignee, candidates, above from late_now join late_place using (unit_id)
            on conflict (case_id, task_key) do update set
                lead = excluded.lead, unit_id = excluded.unit_id, kind = excluded.kind, urgency = excluded.urgency,
                cause = excluded.cause, due_at = excluded.due_at, since = excluded.since,
                definition_key = excluded.definition_key, process_id = excluded.process_id,
                element_id = excluded.element_id, assignee = excluded.assignee, candidates = excluded.candidates,
                above = excluded.above
            where (l.lead, l.unit_id, l.kind, l.urgency, l.cause, l.due_at, l.since, l.element_id, l.assignee, l.candidates,
                l.above)
                is distinct from (excluded.lead, excluded.unit_id, excluded.kind, excluded.urgency, excluded.cause,
                    excluded.due_at, excluded.since, excluded.element_id, excluded.assignee, excluded.candidates, excluded.above)""";

    private static final String FORGET = """
            delete from monitoring.late l where not exists (
                select 1 from late_now n where n.case_id = l.case_id and n.task_key = l.task_key)""";

    private static final String COUNT = """
            with own as (
                select unit_id, urgency, cause, count(*) filter (where lead) as cases,
                    count(*) filter (where task_key <> 0) as tasks, count(*) as lines
                from late_now group by unit_id, urgency, cause
            ), now as (
                select place.unit_id, urgency, cause, sum(cases) as cases, sum(tasks) as tasks, sum(lines) as lines
                from own join late_place using (unit_id) cross join unnest(late_place.above) place(unit_id)
                group by place.unit_id, urgency, cause
            ), gone as (
                delete from monitoring.late_count c where not exists (
                    select 1 from now n where (n.unit_id, n.urgency, n.cause) = (c.unit_id, c.urgency, c.cause))
            )
            insert into monitoring.late_count as c (unit_id, urgency, cause, cases, tasks, lines)
            select unit_id, urgency, cause, cases, tasks, lines from now
            on conflict (unit_id, urgency, cause) do update set
                cases = excluded.cases, tasks = excluded.tasks, lines = excluded.lines
            where (c.cases, c.tasks, c.lines) is distinct from (excluded.cases, excluded.tasks, excluded.lines)""";

    private final JdbcClient jdbc;
    private final OverdueSettings settings;
    private final Clock clock;

    Reckoning(JdbcClient jdbc, OverdueSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    @Transactional
    public void run() {
        TransactionLock.take(jdbc, "monitoring:late");
        var now = clock.instant();
        var begin = System.nanoTime();
        var lines = jdbc.sql(NOW)
                .param("now", utc(now))
                .param("soon", utc(now.plus(settings.soon())))
                .param("still", utc(now.minus(settings.still())))
                .param("worker", utc(now.minus(settings.work())))
                .update();
        jdbc.sql(PLACE).param("on", DomainTime.dateOf(now)).update();
        var gone = jdbc.sql(FORGET).update();
        var changed = jdbc.sql(KEEP).update();
        jdbc.sql(COUNT).update();
        jdbc.sql("""
                        insert into monitoring.late_reckoning (reckoned_at) values (:now)
                        on conflict (singleton) do update set reckoned_at = excluded.reckoned_at""").param("now", utc(now)).update();
        LOG.debug(
                "Reckoned {} late lines in {} ms, {} new or changed, {} gone",
                lines,
                (System.nanoTime() - begin) / 1_000_000,
                changed,
                gone);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
