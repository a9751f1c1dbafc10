-- Residential areas (thôn, tổ dân phố) as the committee that keeps the list has them. Several may name one cell: they meet
-- together, and none of them has a cell of its own. A row entered by mistake ends on the day it began and holds on no day.
create table organization.residential_area (
    id          uuid        primary key,
    unit_id     uuid        not null references organization.unit,   -- keeps the list; a unit above cells
    name        text        not null check (name <> '' and length(name) <= 200 and name is nfc normalized),
    name_folded text        not null,                                -- for the order of the list only
    cell_id     uuid        references organization.unit,            -- null: no cell looks after it
    valid_from  date        not null,
    valid_to    date,                                                -- first day it no longer holds
    entered_by  uuid        not null,                                -- an identity.account
    entered_at  timestamptz not null,
    ended_by    uuid,
    ended_at    timestamptz,
    constraint area_ends_after_it_begins check (valid_to >= valid_from),
    constraint area_is_ended_by_somebody check (num_nonnulls(valid_to, ended_by, ended_at) in (0, 3)),
    -- an expression, as in V5: the planner may not look a unit's areas up in this index; with its marks, as Thôn Đông is not
    -- Thôn Đồng
    constraint area_is_listed_once_at_a_time exclude using gist
        ((unit_id::text || ' ' || lower(name)) with =, daterange(valid_from, valid_to) with &&)
);
create index residential_area_unit on organization.residential_area (unit_id);
create index residential_area_cell on organization.residential_area (cell_id);

-- Weak cells (chi bộ yếu kém) that get special help, from the day a paper put them on the list to the day another took them off.
create table organization.weak_cell (
    id            uuid        primary key,
    cell_id       uuid        not null references organization.unit,
    listed_on     date        not null,
    basis         text        not null check (basis <> '' and length(basis) <= 200),           -- number and date of the paper
    removed_on    date,                                                                        -- first day off the list
    removal_basis text        check (removal_basis <> '' and length(removal_basis) <= 200),
    entered_by    uuid        not null,                                                        -- an identity.account
    entered_at    timestamptz not null,
    ended_by      uuid,
    ended_at      timestamptz,
    constraint weak_cell_is_removed_after_it_was_listed check (removed_on >= listed_on),
    constraint removal_has_a_basis_and_somebody check
        (num_nonnulls(removed_on, removal_basis, ended_by, ended_at) in (0, 4)),
    constraint cell_is_listed_once_at_a_time exclude using gist
        ((cell_id::text) with =, daterange(listed_on, removed_on) with &&)
);
create index weak_cell_cell on organization.weak_cell (cell_id);
create index weak_cell_removed on organization.weak_cell (removed_on);
