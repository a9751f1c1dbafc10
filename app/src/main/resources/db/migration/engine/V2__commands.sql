-- What the application itself keeps about its dealings with the engine; the engine schema is the exporter's alone.
create schema if not exists engine_link;

-- Commands to the engine: written with the business change, sent after the commit, kept until taken.
-- Times are those of the database; the business clock has no part in this.
create table engine_link.command (
    id              bigint      generated always as identity primary key,
    kind            text        not null check (kind in ('PUBLISH', 'COMPLETE', 'COMPLETE_WHEN_OPEN', 'ASSIGN', 'START')),
    queue           text        not null,   -- commands of one queue leave one after the other, in order of id
    name            text,                   -- message name, element id or process id
    message_id      text,
    variable        text,                   -- COMPLETE_WHEN_OPEN: the instance in which this variable has the value in queue
    user_task_key   bigint,                 -- COMPLETE_WHEN_OPEN: as soon as known, and then never another one
    assignee        text,
    variables       jsonb       not null default '{}',
    state           text        not null default 'PENDING'
        -- LAPSED: the process ended without such a task; REFUSED: the engine will never take it, someone must look
        check (state in ('PENDING', 'DONE', 'LAPSED', 'REFUSED')),
    attempts        int         not null default 0,
    next_attempt_at timestamptz not null default clock_timestamp(),   -- while being sent: when another may try
    waiting_since   timestamptz,            -- COMPLETE_WHEN_OPEN at the head of its queue: no such task seen since
    error           text,
    created_at      timestamptz not null default clock_timestamp(),
    ended_at        timestamptz,
    constraint task_completion_names_its_task check (kind not in ('COMPLETE', 'ASSIGN') or user_task_key is not null),
    constraint ended_unless_pending check ((state = 'PENDING') = (ended_at is null))
);
create index command_due on engine_link.command (next_attempt_at) where state = 'PENDING';
create index command_queue on engine_link.command (queue, id) where state = 'PENDING';
create index command_task on engine_link.command (user_task_key) where user_task_key is not null;
create unique index command_resolved_task on engine_link.command (user_task_key) where kind = 'COMPLETE_WHEN_OPEN';
create index command_waiting on engine_link.command (id) where state = 'PENDING' and kind = 'COMPLETE_WHEN_OPEN' and user_task_key is null;
create index command_ended on engine_link.command (ended_at) where state = 'DONE';

-- The forms the engine has, so that a task shows the version it was created with.
create table engine_link.form (
    key         bigint      primary key,
    form_id     text        not null,
    version     int         not null,
    schema      text        not null,
    deployed_at timestamptz not null default clock_timestamp()
);
