-- Views of the board that somebody comes back to. Seen by that person only.
create table monitoring.saved_filter (
    id         uuid        primary key,
    account_id uuid        not null,   -- an identity.account
    unit_id    uuid        not null,   -- an organization.unit
    name       text        not null check (name <> '' and length(name) <= 60),
    urgency    text        check (urgency in ('OVERDUE', 'SOON', 'STILL')),
    cause      text        check (cause in
                   ('TECHNICAL', 'RETURNED', 'MISSING_PAPER', 'SUPERIOR', 'NOT_STARTED', 'NO_MOVEMENT', 'IN_WORK')),
    created_at timestamptz not null,
    constraint filter_has_one_name unique (account_id, name)
);
