create schema if not exists cases;

create table cases.case_file (
    id                   uuid        primary key,
    kind                 text        not null,
    unit_id              uuid        not null,   -- an organization unit
    subject              text        not null,   -- what it is about within its kind, e.g. the period 2026-11
    policy               jsonb       not null,   -- the parameter values the case began under
    process_instance_key bigint,                 -- the engine instance that claimed it
    opened_at            timestamptz not null,
    closed_at            timestamptz,
    outcome              text,
    unique (kind, unit_id, subject),
    constraint closed_case_has_outcome check ((closed_at is null) = (outcome is null))
);
create index case_file_open on cases.case_file (unit_id, kind, opened_at) where closed_at is null;
create index case_file_unit on cases.case_file (unit_id, opened_at desc, id);

create table cases.deadline (
    case_id        uuid        not null references cases.case_file,
    step           text        not null,
    due_at         timestamptz not null,
    rule_key       text        not null,
    rule_arguments text[]      not null,
    source         text        not null,
    state          text        not null check (state in ('OPEN', 'MET', 'DROPPED')),   -- DROPPED: unmet when the case closed
    met_at         timestamptz,
    primary key (case_id, step),
    constraint met_deadline_has_time check ((state = 'MET') = (met_at is not null))
);
create index deadline_open on cases.deadline (due_at, case_id) where state = 'OPEN';

create table cases.history_line (
    case_id     uuid        not null references cases.case_file,
    id          bigint      generated always as identity,
    at          timestamptz not null,
    actor       uuid,                            -- a Party member; null for the system
    message_key text        not null,
    arguments   text[]      not null,
    primary key (case_id, id)
);
