-- Offices given and ended by hand: who did it and when. Rows are only added; they outlive a term that was withdrawn.
create table organization.office_change (
    id         uuid        primary key,
    term_id    uuid        not null,
    member_id  uuid        not null references organization.member,
    office     text        not null,
    unit_id    uuid        not null references organization.unit,
    kind       text        not null check (kind in ('APPOINTED', 'ENDED', 'WITHDRAWN')),
    valid_from date        not null,
    valid_to   date,
    account_id uuid        not null,          -- an identity.account
    changed_at timestamptz not null
);
create index office_change_unit on organization.office_change (unit_id, changed_at desc);
