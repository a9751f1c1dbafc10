package vn.chibo.processtest;

import java.util.Arrays;
import java.util.Optional;

/**
 * The things one can search and get, as REST API v2 of Camunda 8.8 shapes them.
 *
 * <p>Each is a query whose columns carry the names of the API's fields; so every field can be filtered and sorted by, and a
 * name that is none is refused. Columns with {@code #} are not part of an answer: {@code #order} decides between equals,
 * {@code #get...} are shown only when one thing is asked for by its key. Keys are text, as in the API.
 */
enum Resource {
    PROCESS_INSTANCES("process-instances", "processInstanceKey", """
            select i.key::text as "processInstanceKey", i.process_id as "processDefinitionId",
                n.name as "processDefinitionName", i.version as "processDefinitionVersion",
                null::text as "processDefinitionVersionTag", i.definition_key::text as "processDefinitionKey",
                i.parent_key::text as "parentProcessInstanceKey",
                %s as "startDate", %s as "endDate", i.state as "state",
                exists (select from engine.incident c where c.root_key = i.key and c.state = 'OPEN')
                    or exists (select from engine.incident c
                        where c.process_instance_key = i.key and c.state = 'OPEN') as "hasIncident",
                '<default>' as "tenantId", '[]'::jsonb as "tags", i.key as "#order"
            from engine.process_instance i
                left join process_test.element_name n on n.definition_key = i.definition_key and n.id = i.process_id""", "i.started_at", "i.ended_at"),

    ELEMENT_INSTANCES("element-instances", "elementInstanceKey", """
            select e.key::text as "elementInstanceKey", e.process_instance_key::text as "processInstanceKey",
                i.definition_key::text as "processDefinitionKey", i.process_id as "processDefinitionId",
                e.element_id as "elementId", coalesce(n.name, e.element_id) as "elementName", e.element_type as "type",
                e.state as "state", %s as "startDate", %s as "endDate", c.key is not null as "hasIncident",
                c.key::text as "incidentKey", '<default>' as "tenantId", e.position as "#order"
            from engine.element_instance e
                join engine.process_instance i on i.key = e.process_instance_key
                left join process_test.element_name n on n.definition_key = i.definition_key and n.id = e.element_id
                left join lateral (select max(c.key) as key from engine.incident c
                    where c.element_instance_key = e.key and c.state = 'OPEN') c on true""", "e.started_at", "e.ended_at"),

    USER_TASKS("user-tasks", "userTaskKey", """
            select t.key::text as "userTaskKey", t.process_instance_key::text as "processInstanceKey",
                t.definition_key::text as "processDefinitionKey", t.process_id as "processDefinitionId",
                i.version as "processDefinitionVersion", p.name as "processName",
                t.element_id as "elementId", t.element_instance_key::text as "elementInstanceKey",
                coalesce(n.name, t.element_id) as "name", t.assignee as "assignee", t.priority as "priority",
                case t.state when 'OPEN' then 'CREATED' else t.state end as "state",
                (select coalesce(jsonb_agg(c.candidate order by c.candidate), '[]')
                    from engine.user_task_candidate c where c.task_key = t.key and c.candidate not like 'user:%%'
                ) as "candidateGroups",
                (select coalesce(jsonb_agg(substr(c.candidate, 6) order by c.candidate), '[]')
                    from engine.user_task_candidate c where c.task_key = t.key and c.candidate like 'user:%%'
                ) as "candidateUsers",
                %s as "creationDate", %s as "completionDate", %s as "dueDate", %s as "followUpDate",
                t.form_key::text as "formKey", null::text as "externalFormReference", t.headers as "customHeaders",
                '<default>' as "tenantId", t.key as "#order"
            from engine.user_task t
                left join engine.process_instance i on i.key = t.process_instance_key
                left join process_test.element_name n on n.definition_key = t.definition_key and n.id = t.element_id
                left join process_test.element_name p on p.definition_key = t.definition_key and p.id = t.process_id""", "t.created_at", "t.ended_at", "t.due_at", "t.follow_up_at"),

    /** The engine's key of a variable is not in the read model; scope and name stand for it. */
    VARIABLES("variables", "variableKey", """
            select (hashtextextended(v.scope_key || v.name, 0) & 9223372036854775807)::text as "variableKey",
                v.name as "name", v.value::text as "value", v.value is null as "isTruncated",
                v.scope_key::text as "scopeKey", v.process_instance_key::text as "processInstanceKey",
                '<default>' as "tenantId", v.name as "#order"
            from engine.variable v"""),

    INCIDENTS("incidents", "incidentKey", """
            select c.key::text as "incidentKey", c.process_instance_key::text as "processInstanceKey",
                c.definition_key::text as "processDefinitionKey", c.process_id as "processDefinitionId",
                c.element_id as "elementId", c.element_instance_key::text as "elementInstanceKey",
                c.job_key::text as "jobKey", c.error_type as "errorType", c.error_message as "errorMessage",
                case c.state when 'OPEN' then 'ACTIVE' else c.state end as "state", %s as "creationTime",
                '<default>' as "tenantId", c.key as "#order"
            from engine.incident c""", "c.created_at"),

    DECISION_INSTANCES("decision-instances", "decisionEvaluationInstanceKey", """
            select d.key || '-' || d.index as "decisionEvaluationInstanceKey", d.key::text as "decisionEvaluationKey",
                d.state as "state", d.failure as "evaluationFailure", %s as "evaluationDate",
                d.decision_key::text as "decisionDefinitionKey", d.decision_id as "decisionDefinitionId",
                d.decision_name as "decisionDefinitionName", d.decision_version as "decisionDefinitionVersion",
                d.decision_type as "decisionDefinitionType", coalesce(d.output::text, 'null') as "result",
                coalesce(d.definition_key, -1)::text as "processDefinitionKey",
                coalesce(d.process_instance_key, -1)::text as "processInstanceKey",
                coalesce(d.element_instance_key, -1)::text as "elementInstanceKey", '<default>' as "tenantId",
                coalesce(d.inputs, '[]') as "#getevaluatedInputs", coalesce(d.matched_rules, '[]') as "#getmatchedRules",
                d.key as "#order"
            from engine.decision_instance d""", "d.evaluated_at"),

    DECISION_DEFINITIONS("decision-definitions", "decisionDefinitionKey", """
            select d.key::text as "decisionDefinitionKey", d.decision_id as "decisionDefinitionId", d.name as "name",
                d.version as "version", d.requirements_id as "decisionRequirementsId",
                d.requirements_key::text as "decisionRequirementsKey", '<default>' as "tenantId", d.key as "#order"
            from engine.decision_definition d"""),

    DECISION_REQUIREMENTS("decision-requirements", "decisionRequirementsKey", """
            select r.key::text as "decisionRequirementsKey", r.requirements_id as "decisionRequirementsId",
                r.name as "decisionRequirementsName", r.version as "version", r.resource_name as "resourceName",
                '<default>' as "tenantId", r.key as "#order"
            from engine.decision_requirements r"""),

    MESSAGE_SUBSCRIPTIONS("message-subscriptions", "messageSubscriptionKey", """
            select s.key::text as "messageSubscriptionKey", s.process_instance_key::text as "processInstanceKey",
                i.definition_key::text as "processDefinitionKey", s.process_id as "processDefinitionId",
                s.element_id as "elementId", s.element_instance_key::text as "elementInstanceKey",
                s.state as "messageSubscriptionState", %s as "lastUpdatedDate", s.message_name as "messageName",
                s.correlation_key as "correlationKey", '<default>' as "tenantId", s.key as "#order"
            from engine.message_subscription s
                left join engine.process_instance i on i.key = s.process_instance_key""", "s.updated_at"),

    CORRELATED_MESSAGE_SUBSCRIPTIONS("correlated-message-subscriptions", "subscriptionKey", """
            select m.subscription_key::text as "subscriptionKey", m.message_key::text as "messageKey",
                m.message_name as "messageName", m.correlation_key as "correlationKey", %s as "correlationTime",
                m.element_id as "elementId", m.element_instance_key::text as "elementInstanceKey",
                m.process_instance_key::text as "processInstanceKey", m.process_id as "processDefinitionId",
                i.definition_key::text as "processDefinitionKey", m.partition_id as "partitionId",
                '<default>' as "tenantId", m.message_key as "#order"
            from engine.message_correlation m
                left join engine.process_instance i on i.key = m.process_instance_key""", "m.correlated_at"),

    PROCESS_DEFINITIONS("process-definitions", "processDefinitionKey", """
            select d.key::text as "processDefinitionKey", d.process_id as "processDefinitionId", n.name as "name",
                d.version as "version", null::text as "versionTag", d.resource_name as "resourceName",
                d.version = max(d.version) over (partition by d.process_id) as "isLatestVersion",
                false as "hasStartForm", '<default>' as "tenantId", d.key as "#order"
            from engine.process_definition d
                left join process_test.element_name n on n.definition_key = d.key and n.id = d.process_id""");

    private final String path;
    private final String key;
    private final String sql;

    /** @param times what stands for the placeholders of the query, to be written as the API writes times */
    Resource(String path, String key, String sql, String... times) {
        this.path = path;
        this.key = key;
        this.sql = sql.formatted(Arrays.stream(times).map(ApiTime::column).toArray());
    }

    static Optional<Resource> at(String path) {
        return Arrays.stream(values())
                .filter(resource -> resource.path.equals(path))
                .findFirst();
    }

    String key() {
        return key;
    }

    String sql() {
        return sql;
    }
}
