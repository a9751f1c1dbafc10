-- One sitting of a committee that considers several files one by one. What is decided about each stands in its case.
create table admission.sitting (
    id         uuid        primary key,
    unit_id    uuid        not null,   -- an organization.unit
    body       text        not null check (body in ('BASE_COMMITTEE', 'STANDING_COMMITTEE')),
    on_date    date        not null,
    starts_at  time        not null,   -- of Việt Nam
    place      text        not null check (place <> '' and length(place) <= 200),
    closed_at  timestamptz,
    changed_by uuid        not null,   -- an identity.account
    changed_at timestamptz not null,
    constraint body_sits_once_at_a_time unique (unit_id, body, on_date, starts_at)
);

-- The files in the order they are considered in. A file that was put off may come to a later sitting.
create table admission.sitting_file (
    sitting_id uuid not null references admission.sitting,
    case_id    uuid not null references admission.admission_case,
    ballot     int  not null,          -- number of the ballot of the body
    position   int  not null,
    put_off    text check (put_off <> '' and length(put_off) <= 1000),   -- why
    primary key (sitting_id, case_id)
);
create unique index sitting_file_once on admission.sitting_file (case_id, ballot) where put_off is null;
