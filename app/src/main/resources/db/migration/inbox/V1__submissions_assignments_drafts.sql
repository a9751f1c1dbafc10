-- What people did with their tasks before the engine knows it, and what they typed without submitting it.
create schema if not exists inbox;

-- One row per submitted task, kept for good: a task in here never shows in a list again, whatever the read model says.
-- Submitted before the engine created the task: task_key is null, and the row speaks for the first task of that element
-- in the instance whose key lies above after_key (keys of one instance grow).
create table inbox.submission (
    id           uuid        primary key default gen_random_uuid(),
    account_id   uuid        not null,   -- an identity account
    submitted_at timestamptz not null,
    task_key     bigint      unique,
    variable     text,                   -- the instance is the one in which this variable has this value
    value        uuid,
    element_id   text        not null,
    after_key    bigint,
    taken_at     timestamptz,            -- when the read model showed the task as ended
    constraint submission_names_its_task
        check (task_key is not null or (variable is not null and value is not null and after_key is not null))
);
create unique index submission_ahead_of_engine on inbox.submission (variable, value, element_id, after_key)
    where after_key is not null;
create index submission_by_variable on inbox.submission (variable, value, element_id) where variable is not null;
create index submission_without_task on inbox.submission (submitted_at) where task_key is null;
create index submission_not_taken on inbox.submission (task_key) where taken_at is null;

-- Who works on a task, from the moment of the click until the read model says the same.
create table inbox.assignment (
    task_key    bigint      primary key,
    assignee    text,                    -- a member id, null: given back to the candidates
    account_id  uuid        not null,    -- who decided so
    assigned_at timestamptz not null
);

-- Versions come from one sequence: a draft that was discarded and begun anew can never look like the old one.
create sequence inbox.draft_version;
create table inbox.draft (
    owner    uuid        not null,       -- an identity account
    place    text        not null check (length(place) <= 200),
    version  bigint      not null,
    fields   jsonb       not null,       -- field name → text as typed
    saved_at timestamptz not null,
    primary key (owner, place)
);
create index draft_saved_at on inbox.draft (saved_at);
