-- What is late, soon due or stuck, computed anew from cases and the engine's read model every half minute; only rows that
-- differ are written. One row for each open task that is late itself, and one for a case that is late without such a task.
create table monitoring.late (
    case_id        uuid        not null,
    task_key       bigint      not null,       -- 0: the case waits for no task
    lead           boolean     not null,       -- the one row that stands for its case, so that cases can be counted
    unit_id        uuid        not null,
    kind           text        not null,
    urgency        text        not null check (urgency in ('OVERDUE', 'SOON', 'STILL')),   -- STILL: stuck, no date has passed
    cause          text        not null check (cause in
                       ('TECHNICAL', 'RETURNED', 'MISSING_PAPER', 'SUPERIOR', 'NOT_STARTED', 'NO_MOVEMENT', 'IN_WORK')),
    due_at         timestamptz,
    since          timestamptz not null,       -- when it came to where it stands
    definition_key bigint,
    process_id     text,
    element_id     text,
    assignee       text,
    candidates     text[]      not null,       -- as the engine names them
    primary key (case_id, task_key)
);
create index late_unit on monitoring.late (unit_id, urgency, cause);

-- The same, counted: what the counters of a province are added up from.
create table monitoring.late_count (
    unit_id uuid   not null,
    urgency text   not null,
    cause   text   not null,
    cases   bigint not null,
    tasks   bigint not null,
    lines   bigint not null,
    primary key (unit_id, urgency, cause)
);

create table monitoring.late_reckoning (
    singleton   boolean     primary key default true check (singleton),
    reckoned_at timestamptz not null           -- business clock
);
