create schema if not exists monitoring;

-- One comparison of engine, read model and cases. Times are those of the business clock.
create table monitoring.run (
    id            bigint      generated always as identity primary key,
    cause         text        not null check (cause in ('SCHEDULED', 'BY_HAND')),
    started_by    uuid,                      -- an identity.account; null for the scheduled ones
    started_at    timestamptz not null,
    ended_at      timestamptz,
    outcome       text        not null default 'RUNNING'
        -- INTERRUPTED: the application ended meanwhile
        check (outcome in ('RUNNING', 'DONE', 'WITHOUT_ENGINE', 'FAILED', 'INTERRUPTED')),
    probed        int         not null default 0,   -- tasks and instances the engine was asked about
    repaired      int         not null default 0,
    found         int         not null default 0,   -- what it saw and could not repair
    task_cursor     bigint    not null default 0,   -- where the next run goes on asking
    instance_cursor bigint    not null default 0,
    constraint ended_unless_running check ((outcome = 'RUNNING') = (ended_at is null))
);

-- A difference somebody may have to look at; one open row per kind and subject.
create table monitoring.finding (
    id             bigint      generated always as identity primary key,
    kind           text        not null,
    subject        text        not null,     -- key or id of what is wrong
    case_id        uuid,
    instance_key   bigint,
    process_id     text,
    element_id     text,
    definition_key bigint,
    note           text,                     -- the engine's words, for operators
    since          timestamptz,              -- how long it has been so, where that is known
    first_seen_at  timestamptz not null,
    last_seen_at   timestamptz not null,
    last_run       bigint      not null,     -- the run that saw it last
    repaired_at    timestamptz,
    dismissed_at   timestamptz,              -- an administrator has looked at it and leaves it so
    resolved_at    timestamptz               -- not seen any more
);
create unique index finding_open on monitoring.finding (kind, subject) where resolved_at is null;
create index finding_recent on monitoring.finding (repaired_at desc) where repaired_at is not null;

-- What administrators did about findings.
create table monitoring.act (
    id         bigint      generated always as identity primary key,
    at         timestamptz not null,
    account_id uuid        not null,
    kind       text        not null check (kind in ('SEND_AGAIN', 'CANCEL_INSTANCE', 'DISMISS')),
    finding_id bigint      not null references monitoring.finding,
    subject    text        not null,
    note       text
);
