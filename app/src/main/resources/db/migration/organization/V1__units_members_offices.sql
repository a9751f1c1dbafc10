-- The organisation as effective-dated data. Dates are dates of Việt Nam. Every period is half open: valid_from is the
-- first day it holds, valid_to the first day it no longer does, null while it is open.
create schema if not exists organization;
create extension if not exists btree_gist;

create table organization.unit (
    id            uuid primary key,
    code          text not null unique check (code ~ '^[A-Z0-9][A-Z0-9._-]{0,29}$'),
    national_code text unique check (national_code ~ '^[0-9]{14}$'),   -- groups 2-3-3-3-3, domain README §2
    name          text not null check (name <> '' and length(name) <= 200 and name is nfc normalized),
    name_folded   text not null,
    cell_type     text check (cell_type in
                      ('VILLAGE', 'AGENCY', 'STATE_ENTERPRISE', 'PRIVATE_ENTERPRISE', 'SCHOOL', 'ARMED_FORCES')),
    area          text check (area in ('RURAL', 'URBAN', 'MOUNTAIN')),
    valid_from    date not null,
    valid_to      date,
    constraint unit_ends_after_it_begins check (valid_to > valid_from)
);

-- Where a unit stands and as what. A move, or the switch between the two shapes of the tree, closes a row and opens the next.
create table organization.unit_placement (
    id         uuid primary key,
    unit_id    uuid not null references organization.unit,
    type       text not null check (type in ('PROVINCE', 'COMMUNE', 'BASE', 'SECTION', 'SUB_BASE', 'CELL', 'GROUP')),
    parent_id  uuid references organization.unit,
    valid_from date not null,
    valid_to   date,
    constraint unit_placement_ends_after_it_begins check (valid_to > valid_from),
    constraint unit_is_not_its_own_parent check (parent_id <> unit_id),
    constraint unit_stands_in_one_place exclude using gist
        (unit_id with =, daterange(valid_from, valid_to) with &&) deferrable initially immediate
);
create index unit_placement_parent on organization.unit_placement (parent_id);

create table organization.member (
    id           uuid primary key,
    code         text not null unique check (code ~ '^[A-Z0-9][A-Z0-9._-]{0,29}$'),
    full_name    text not null check (full_name <> '' and length(full_name) <= 100 and full_name is nfc normalized),
    name_folded  text not null,
    sex          text check (sex in ('MALE', 'FEMALE')),
    birth_date   date,
    ethnic_group text check (length(ethnic_group) <= 50),
    card_number  text unique check (card_number ~ '^[0-9]{12}$'),      -- 12 digits since the 2025 card change
    admitted_on  date,
    official_on  date,
    constraint member_is_born_before_admission check (admitted_on > birth_date),
    constraint member_is_official_after_admission check (official_on >= admitted_on)
);

-- In which cell a member is, as what. Recognition as official closes the probationary row and opens the next.
create table organization.membership (
    id         uuid primary key,
    member_id  uuid not null references organization.member,
    cell_id    uuid not null references organization.unit,
    state      text not null check (state in ('OFFICIAL', 'PROBATIONARY')),
    joined_on  date not null,   -- came to this cell; kept when the state changes
    valid_from date not null,
    valid_to   date,
    constraint membership_ends_after_it_begins check (valid_to > valid_from),
    constraint membership_begins_after_joining check (valid_from >= joined_on),
    constraint member_is_in_one_cell exclude using gist
        (member_id with =, daterange(valid_from, valid_to) with &&) deferrable initially immediate
);
create index membership_cell on organization.membership (cell_id);

-- Times in which a member's presence is not expected; outside of them the member is ACTIVE.
create table organization.participation (
    id         uuid primary key,
    member_id  uuid not null references organization.member,
    kind       text not null check (kind in ('EXEMPT', 'TEMP_AWAY', 'SPECIAL_DUTY')),
    valid_from date not null,
    valid_to   date,
    constraint participation_ends_after_it_begins check (valid_to > valid_from),
    constraint member_has_one_participation exclude using gist
        (member_id with =, daterange(valid_from, valid_to) with &&) deferrable initially immediate
);

create table organization.office_term (
    id         uuid primary key,
    member_id  uuid not null references organization.member,
    office     text not null check (office in
                   ('CELL_SECRETARY', 'CELL_DEPUTY_SECRETARY', 'CELL_COMMITTEE_MEMBER', 'ASSIGNED_COMMITTEE_MEMBER',
                    'PARTY_COMMITTEE_SECRETARY', 'STANDING_COMMITTEE_MEMBER', 'COMMITTEE_OFFICE', 'ORG_DEPARTMENT',
                    'SUPERVISOR', 'ADMINISTRATOR')),
    unit_id    uuid not null references organization.unit,
    valid_from date not null,
    valid_to   date,
    constraint office_term_ends_after_it_begins check (valid_to > valid_from),
    constraint office_is_held_once_at_a_time exclude using gist
        (member_id with =, office with =, unit_id with =, daterange(valid_from, valid_to) with &&)
        deferrable initially immediate,
    constraint unit_has_one_secretary exclude using gist
        (unit_id with =, office with =, daterange(valid_from, valid_to) with &&)
        where (office in ('CELL_SECRETARY', 'PARTY_COMMITTEE_SECRETARY')) deferrable initially immediate
);
create index office_term_unit on organization.office_term (unit_id);
create index office_term_member on organization.office_term (member_id);
