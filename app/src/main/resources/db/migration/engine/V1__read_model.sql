-- The engine's read model: what the exporter has seen on the engine's log, as tables. Only the exporter writes here;
-- everyone else reads. Times are engine time (the time of the record), states are those of the engine.
-- No foreign keys: rows arrive in the order of the log, per partition, and a log may begin in the middle.
create schema if not exists engine;

-- How far each partition's log is in the tables. Changes in the same transaction as the rows it speaks for.
create table engine.exporter_position (
    partition_id int         primary key,
    position     bigint      not null,
    record_at    timestamptz,             -- engine time of the newest record seen so far
    updated_at   timestamptz not null default now()   -- database time of the last write
);

create table engine.process_definition (
    key           bigint      primary key,
    process_id    text        not null,
    version       int         not null,
    resource_name text        not null,
    deployed_at   timestamptz not null,
    xml           text        not null
);
create index process_definition_process_id on engine.process_definition (process_id, version desc);

create table engine.process_instance (
    key            bigint      primary key,
    process_id     text        not null,
    version        int         not null,
    definition_key bigint      not null,
    parent_key     bigint,                 -- the calling instance (call activity)
    root_key       bigint      not null,   -- the outermost calling instance, or the instance itself
    business_key   text,                   -- value of the variable the exporter is told to use, e.g. caseId
    state          text        not null check (state in ('ACTIVE', 'COMPLETED', 'TERMINATED')),
    started_at     timestamptz not null,
    ended_at       timestamptz
);
create index process_instance_business_key on engine.process_instance (business_key);
create index process_instance_root_key on engine.process_instance (root_key);
create index process_instance_active on engine.process_instance (process_id, started_at) where state = 'ACTIVE';

-- Flow nodes only: the process itself is in process_instance, sequence flows are in sequence_flow.
create table engine.element_instance (
    key                  bigint      primary key,
    process_instance_key bigint      not null,
    element_id           text        not null,
    element_type         text        not null,   -- the engine's BpmnElementType, e.g. USER_TASK
    flow_scope_key       bigint      not null,
    state                text        not null check (state in ('ACTIVE', 'COMPLETED', 'TERMINATED')),
    started_at           timestamptz not null,
    ended_at             timestamptz,
    position             bigint      not null    -- orders the elements of one instance as they were entered
) with (fillfactor = 85);
create index element_instance_process_instance_key on engine.element_instance (process_instance_key);

-- How often each sequence flow of an instance was taken, for drawing the path.
create table engine.sequence_flow (
    process_instance_key bigint not null,
    element_id           text   not null,
    times                int    not null,
    primary key (process_instance_key, element_id)
);

create table engine.user_task (
    key                  bigint      primary key,
    process_instance_key bigint      not null,
    root_key             bigint      not null,
    definition_key       bigint      not null,   -- the model that names the task
    process_id           text        not null,
    element_id           text        not null,
    element_instance_key bigint      not null,
    business_key         text,
    assignee             text,
    due_at               timestamptz,
    follow_up_at         timestamptz,
    priority             int         not null,
    form_key             bigint,
    state                text        not null check (state in ('OPEN', 'COMPLETED', 'CANCELED')),
    created_at           timestamptz not null,
    ended_at             timestamptz,
    headers              jsonb       not null default '{}'
);
create index user_task_business_key on engine.user_task (business_key);
create index user_task_process_instance_key on engine.user_task (process_instance_key);
create index user_task_root_key on engine.user_task (root_key);
create index user_task_open_by_assignee on engine.user_task (assignee, due_at, key) where state = 'OPEN' and assignee is not null;
create index user_task_open_by_due on engine.user_task (due_at, key) where state = 'OPEN';

-- Who may see an open task: a group name, or user:<id>. Rows exist exactly while the task is open, assigned or not, so
-- that reading one page per group in due order touches no finished task, however many there are.
create table engine.user_task_candidate (
    candidate text        not null,
    due_at    timestamptz not null default 'infinity',
    task_key  bigint      not null,
    primary key (candidate, due_at, task_key)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);
create index user_task_candidate_task_key on engine.user_task_candidate (task_key);

-- Only allow-listed names. A value above the exporter's size limit is null.
create table engine.variable (
    scope_key            bigint      not null,
    process_instance_key bigint      not null,
    name                 text        not null,
    value                jsonb,
    -- the value of a short string, number or boolean as plain text, to look instances up by it
    text_value           text        generated always as (
        case when jsonb_typeof(value) in ('string', 'number', 'boolean') and length(value #>> '{}') <= 200
            then value #>> '{}' end) stored,
    updated_at           timestamptz not null,
    primary key (scope_key, name)
);
create index variable_process_instance_key on engine.variable (process_instance_key);
create index variable_by_value on engine.variable (name, text_value) where text_value is not null;

-- Names and types of every variable ever seen, allow-listed or not, without values: the proof of what is kept out.
create table engine.variable_name (
    process_id text not null,
    name       text not null,
    value_type text not null check (value_type in ('STRING', 'NUMBER', 'BOOLEAN', 'NULL', 'OBJECT', 'ARRAY')),
    primary key (process_id, name, value_type)
);

create table engine.incident (
    key                  bigint      primary key,
    process_instance_key bigint      not null,
    root_key             bigint      not null,
    definition_key       bigint      not null,
    process_id           text        not null,
    element_id           text        not null,
    element_instance_key bigint      not null,
    job_key              bigint,
    error_type           text        not null,
    error_message        text        not null,   -- cut at 2000 characters
    state                text        not null check (state in ('OPEN', 'RESOLVED')),
    created_at           timestamptz not null,
    resolved_at          timestamptz,
    business_key         text
);
create index incident_process_instance_key on engine.incident (process_instance_key);
create index incident_business_key on engine.incident (business_key);
create index incident_root_key on engine.incident (root_key);
create index incident_open on engine.incident (created_at) where state = 'OPEN';

-- A start timer belongs to a definition and has no instance.
create table engine.timer (
    key                  bigint      primary key,
    definition_key       bigint      not null,
    process_instance_key bigint,
    element_instance_key bigint,
    element_id           text        not null,
    due_at               timestamptz not null,
    state                text        not null check (state in ('CREATED', 'TRIGGERED', 'CANCELED'))
);
create index timer_process_instance_key on engine.timer (process_instance_key);
create index timer_waiting on engine.timer (due_at) where state = 'CREATED';

-- Records the database refused. Each one is a hole in the tables above: look at it, repair by hand, delete the row.
create table engine.dead_letter (
    partition_id int         not null,
    position     bigint      not null,
    value_type   text        not null,
    intent       text        not null,
    record       text,
    error        text        not null,
    at           timestamptz not null,
    primary key (partition_id, position)
);
