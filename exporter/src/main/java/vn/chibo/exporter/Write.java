package vn.chibo.exporter;

/**
 * Every statement the exporter writes the read model with, in the order a transaction runs them.
 *
 * <p>A transaction groups its rows by statement, so that each statement is one round trip, and keeps the order of the
 * log only within a statement. The order of the constants is what keeps that correct: an instance stands before its
 * children inherit its business key, a row is inserted before it ends, a task before its candidates.
 */
enum Write {
    PROCESS_DEFINITION("""
            insert into engine.process_definition (key, process_id, version, resource_name, deployed_at, xml)
            values (?, ?, ?, ?, ?, ?)
            on conflict (key) do nothing"""),

    /**
     * An instance created with variables has them on the log before itself: when a transaction ended between the two, the
     * business key is already among the variables.
     */
    INSTANCE_STARTED("""
            insert into engine.process_instance
                (key, process_id, version, definition_key, parent_key, root_key, business_key, state, started_at)
            select i.key, ?, ?, ?, i.parent_key,
                coalesce((select p.root_key from engine.process_instance p where p.key = i.parent_key), i.key),
                (select v.text_value from engine.variable v
                    where v.scope_key = i.key and v.name = ? and jsonb_typeof(v.value) in ('string', 'number')),
                'ACTIVE', ?
            from (values (cast(? as bigint), cast(? as bigint))) i (key, parent_key)
            on conflict (key) do nothing"""),

    /** The instance and, when it is a root, the called instances that have no key of their own. */
    INSTANCE_BUSINESS_KEY("""
            update engine.process_instance p set business_key = v.business_key
            from (values (cast(? as jsonb) #>> '{}', cast(? as bigint))) v (business_key, key)
            where (p.key = v.key or (p.root_key = v.key and p.business_key is null))
                and p.business_key is distinct from v.business_key"""),

    INSTANCE_INHERITS_BUSINESS_KEY("""
            update engine.process_instance c set business_key = p.business_key
            from engine.process_instance p
            where c.key = ? and p.key = c.parent_key and c.business_key is null and p.business_key is not null"""),

    TASK_BUSINESS_KEY("""
            update engine.user_task t set business_key = p.business_key
            from engine.process_instance p
            where (t.process_instance_key = ? or t.root_key = ?) and p.key = t.process_instance_key
                and t.business_key is distinct from p.business_key"""),

    INCIDENT_BUSINESS_KEY("""
            update engine.incident i set business_key = p.business_key
            from engine.process_instance p
            where (i.process_instance_key = ? or i.root_key = ?) and p.key = i.process_instance_key
                and i.business_key is distinct from p.business_key"""),

    INSTANCE_MIGRATED("""
            update engine.process_instance set process_id = ?, version = ?, definition_key = ? where key = ?"""),

    INSTANCE_ENDED("update engine.process_instance set state = ?, ended_at = ? where key = ?"),

    ELEMENT_STARTED("""
            insert into engine.element_instance
                (key, process_instance_key, element_id, element_type, flow_scope_key, state, started_at, position)
            values (?, ?, ?, ?, ?, 'ACTIVE', ?, ?)
            on conflict (key) do nothing"""),

    ELEMENT_MIGRATED("update engine.element_instance set element_id = ? where key = ?"),

    ELEMENT_ENDED("update engine.element_instance set state = ?, ended_at = ? where key = ?"),

    /** Not idempotent by itself; the position in the same transaction makes it count each record once. */
    SEQUENCE_FLOW_TAKEN("""
            insert into engine.sequence_flow as f (process_instance_key, element_id, times) values (?, ?, 1)
            on conflict (process_instance_key, element_id) do update set times = f.times + 1"""),

    VARIABLE("""
            insert into engine.variable (scope_key, process_instance_key, name, value, updated_at)
            values (?, ?, ?, cast(? as jsonb), ?)
            on conflict (scope_key, name) do update set value = excluded.value, updated_at = excluded.updated_at"""),

    VARIABLE_NAME("""
            insert into engine.variable_name (process_id, name, value_type) values (?, ?, ?) on conflict do nothing"""),

    USER_TASK("""
            insert into engine.user_task (key, process_instance_key, root_key, definition_key, process_id, element_id,
                element_instance_key, business_key, assignee, due_at, follow_up_at, priority, form_key, state,
                created_at, ended_at, headers)
            select ?, t.process_instance_key, coalesce(p.root_key, t.process_instance_key), ?, ?, ?, ?, p.business_key,
                ?, cast(? as timestamptz), cast(? as timestamptz), ?, cast(? as bigint), ?,
                ?, cast(? as timestamptz), cast(? as jsonb)
            from (values (cast(? as bigint))) t (process_instance_key)
                left join engine.process_instance p on p.key = t.process_instance_key
            on conflict (key) do update set definition_key = excluded.definition_key,
                process_id = excluded.process_id, element_id = excluded.element_id, assignee = excluded.assignee,
                due_at = excluded.due_at, follow_up_at = excluded.follow_up_at, priority = excluded.priority,
                form_key = excluded.form_key, state = excluded.state, ended_at = excluded.ended_at,
                headers = excluded.headers"""),

    /** Makes the candidates of one task exactly those given; none for a task that has ended. */
    CANDIDATES("""
            with wanted as (
                select cast(? as bigint) as task_key, coalesce(cast(? as timestamptz), 'infinity') as due_at,
                    unnest(cast(? as text[])) as candidate
            ), gone as (
                delete from engine.user_task_candidate c
                where c.task_key = ?
                    and not exists (select from wanted w where w.candidate = c.candidate and w.due_at = c.due_at)
            )
            insert into engine.user_task_candidate (candidate, due_at, task_key)
            select candidate, due_at, task_key from wanted
            on conflict do nothing"""),

    INCIDENT("""
            insert into engine.incident (key, process_instance_key, root_key, definition_key, process_id, element_id,
                element_instance_key, job_key, error_type, error_message, state, created_at, business_key)
            select ?, i.process_instance_key, coalesce(p.root_key, i.process_instance_key), ?, ?, ?,
                ?, cast(? as bigint), ?, ?, 'OPEN', ?, p.business_key
            from (values (cast(? as bigint))) i (process_instance_key)
                left join engine.process_instance p on p.key = i.process_instance_key
            on conflict (key) do nothing"""),

    INCIDENT_MIGRATED("""
            update engine.incident set process_id = ?, definition_key = ?, element_id = ? where key = ?"""),

    INCIDENT_RESOLVED("update engine.incident set state = 'RESOLVED', resolved_at = ? where key = ?"),

    /** The engine gave an instance up ("banned" it): nothing moves there any more, which no incident says. */
    INSTANCE_BANNED("""
            insert into engine.incident (key, process_instance_key, root_key, definition_key, process_id, element_id,
                element_instance_key, error_type, error_message, state, created_at, business_key)
            select p.key, p.key, p.root_key, p.definition_key, p.process_id, p.process_id,
                p.key, 'ENGINE_ERROR', ?, 'OPEN', ?, p.business_key
            from engine.process_instance p where p.key = ?
            on conflict (key) do nothing"""),

    TIMER("""
            insert into engine.timer (key, definition_key, process_instance_key, element_instance_key, element_id,
                due_at, state)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (key) do update set definition_key = excluded.definition_key,
                element_id = excluded.element_id, due_at = excluded.due_at, state = excluded.state"""),

    DECISION_REQUIREMENTS("""
            insert into engine.decision_requirements
                (key, requirements_id, name, version, resource_name, deployed_at, xml)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (key) do nothing"""),

    DECISION_DEFINITION("""
            insert into engine.decision_definition
                (key, decision_id, name, version, requirements_key, requirements_id)
            values (?, ?, ?, ?, ?, ?)
            on conflict (key) do nothing"""),

    /** The output stays out unless every rule task of the model that names the decision feeds an allow-listed variable. */
    DECISION_INSTANCE("""
            insert into engine.decision_instance (key, index, decision_key, decision_id, decision_name,
                decision_version, decision_type, process_id, process_instance_key, element_id, element_instance_key,
                state, failure, evaluated_at, inputs, matched_rules, definition_key, output)
            select ?, ?, ?, ?, ?, ?, ?, cast(? as text), cast(? as bigint), cast(? as text), cast(? as bigint),
                ?, cast(? as text), cast(? as timestamptz), cast(? as jsonb), cast(? as jsonb), v.definition_key,
                case when v.keeps_all or (
                    select bool_and(coalesce(substring(task[1] from 'resultVariable="([^"]*)"') = any(v.names), false))
                    from engine.process_definition d,
                        regexp_matches(d.xml, '<[^<>]*calledDecision[^<>]*>', 'g') task
                    where d.key = v.definition_key
                        and substring(task[1] from 'decisionId="([^"]*)"') = v.decision_id)
                then v.output end
            from (values (cast(? as bigint), cast(? as jsonb), cast(? as text), cast(? as text[]), cast(? as boolean)))
                v (definition_key, output, decision_id, names, keeps_all)
            on conflict (key, index) do nothing"""),

    MESSAGE_SUBSCRIPTION("""
            insert into engine.message_subscription (key, process_instance_key, process_id, element_id,
                element_instance_key, message_name, correlation_key, state, updated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (key) do update set process_id = excluded.process_id, element_id = excluded.element_id,
                state = excluded.state, updated_at = excluded.updated_at"""),

    MESSAGE_CORRELATION("""
            insert into engine.message_correlation (message_key, subscription_key, process_instance_key, process_id,
                element_id, element_instance_key, message_name, correlation_key, partition_id, correlated_at)
            values (?, ?, ?, ?, ?, cast(? as bigint), ?, ?, ?, ?)
            on conflict (message_key, subscription_key) do nothing"""),

    DEAD_LETTER("""
            insert into engine.dead_letter (partition_id, position, value_type, intent, record, error, at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (partition_id, position) do nothing""");

    private final String sql;

    Write(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }
}
