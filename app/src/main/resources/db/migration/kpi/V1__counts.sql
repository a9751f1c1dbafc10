-- Counts behind the figures. A month is its first day; a number that is none has no row.
create schema if not exists kpi;

-- Cases that changed since they were last counted. Only added to by acts, so that two of them never wait for each other.
create table kpi.touched (
    id      bigint generated always as identity primary key,
    case_id uuid   not null
);

create table kpi.cell_count (
    cell_id uuid   not null,            -- an organization.unit
    month   date   not null check (extract(day from month) = 1),
    area    text   not null,
    measure text   not null,
    number  bigint not null check (number <> 0),
    primary key (cell_id, month, measure, area)
);
create index cell_count_month on kpi.cell_count (month, measure);

-- The same, added up for each unit above the cells, as the tree stood at the end of the month.
create table kpi.unit_count (
    unit_id uuid   not null,            -- an organization.unit
    month   date   not null,
    measure text   not null,
    number  bigint not null,
    primary key (unit_id, month, measure)
);

-- Months whose sums have to be made anew because the tree changed.
create table kpi.month_to_add_up (
    month date primary key
);

-- Figures of times before this system, entered for a cell and month where nothing was recorded here.
create table kpi.reported (
    cell_id    uuid        not null,
    month      date        not null check (extract(day from month) = 1),
    measure    text        not null,
    number     bigint      not null check (number >= 0),
    entered_by uuid        not null,   -- an identity.account
    entered_at timestamptz not null,
    primary key (cell_id, month, measure)
);

-- A quarter or a year that was closed, with the figures as they were then.
create table kpi.closing (
    id         uuid        primary key,
    unit_id    uuid        not null,
    from_month date        not null,
    to_month   date        not null,
    closed_by  uuid        not null,   -- an identity.account
    closed_at  timestamptz not null,
    constraint period_is_closed_once unique (unit_id, from_month, to_month)
);

create table kpi.closed_figure (
    closing_id uuid   not null references kpi.closing,
    unit_id    uuid   not null,        -- the closed unit or one directly below it
    kpi        text   not null,
    number     bigint not null,
    of         bigint,
    median     int,
    ninth      int,
    primary key (closing_id, unit_id, kpi)
);
