create schema if not exists admission;

-- People a cell is preparing for admission (K-02). Nothing about relatives: that is in sealed papers only.
create table admission.prospect (
    id                uuid        primary key,
    cell_id           uuid        not null,   -- an organization.unit
    full_name         text        not null check (full_name <> '' and length(full_name) <= 100 and full_name is nfc normalized),
    name_folded       text        not null,
    sex               text        not null check (sex in ('MALE', 'FEMALE')),
    birth_date        date        not null,
    ethnic_minority   boolean     not null,
    religion          text        check (length(religion) <= 60),
    union_member      boolean     not null,
    education         text        not null check (education in ('NONE', 'PRIMARY', 'LOWER_SECONDARY', 'UPPER_SECONDARY', 'HIGHER')),
    sector            text        not null check (sector in
                          ('WORKER', 'FARMER', 'CIVIL_SERVANT', 'TEACHER', 'STUDENT', 'PRIVATE_OWNER', 'SOLDIER', 'OTHER')),
    place_type        text        not null check (place_type in ('VILLAGE', 'AGENCY', 'SCHOOL', 'ENTERPRISE')),
    local             boolean     not null,
    introduced_by     text        not null check (introduced_by in
                          ('YOUTH_UNION', 'TRADE_UNION', 'WOMEN_UNION', 'FARMERS_UNION', 'VETERANS', 'FATHERLAND_FRONT', 'CELL')),
    watch_since       date        not null,
    resolution_number text        not null check (resolution_number <> '' and length(resolution_number) <= 60),
    resolution_date   date        not null,
    removed_on        date,
    removal_reason    text        check (length(removal_reason) <= 500),
    changed_by        uuid        not null,   -- an identity.account
    changed_at        timestamptz not null,
    version           bigint      not null default 0,
    constraint prospect_is_removed_with_reason check ((removed_on is null) = (removal_reason is null))
);
create unique index prospect_listed_once on admission.prospect (cell_id, name_folded, birth_date) where removed_on is null;

-- Members who help a prospect, in the order they were named.
create table admission.prospect_helper (
    prospect_id uuid not null references admission.prospect on delete cascade,
    position    int  not null,
    member_id   uuid not null,   -- an organization.member
    primary key (prospect_id, position),
    constraint helper_is_named_once unique (prospect_id, member_id)
);

-- What a cell or a committee wants to reach in a year (K-01). A change takes the approval back.
create table admission.source_plan (
    unit_id         uuid        not null,   -- an organization.unit
    year            int         not null check (year between 2000 and 2200),
    total           int         not null check (total between 0 and 100000),
    women           int         not null check (women between 0 and total),
    minority        int         not null check (minority between 0 and total),
    youth           int         not null check (youth between 0 and total),
    local_members   int         check (local_members between 0 and 100000),   -- of a cell, as it says itself
    reference       text        not null check (reference <> '' and length(reference) <= 60),   -- resolution of the unit
    approved_on     date,
    approved_by     uuid,                   -- an identity.account
    approval_number text        check (length(approval_number) <= 60),
    changed_by      uuid        not null,   -- an identity.account
    changed_at      timestamptz not null,
    version         bigint      not null default 0,
    primary key (unit_id, year),
    constraint plan_is_approved_by_somebody check
        ((approved_on is null) = (approved_by is null) and (approved_on is null) = (approval_number is null))
);

-- A course of Party awareness a committee sends prospects to (K-03).
create table admission.course (
    id              uuid        primary key,
    committee_id    uuid        not null,   -- an organization.unit
    decision_number text        not null check (decision_number <> '' and length(decision_number) <= 60),
    decision_date   date        not null,
    starts_on       date        not null,
    ends_on         date        not null,
    place           text        not null check (place <> '' and length(place) <= 200),
    created_by      uuid        not null,   -- an identity.account
    created_at      timestamptz not null,
    constraint course_ends_after_it_begins check (ends_on >= starts_on),
    constraint decision_is_made_once unique (committee_id, decision_number, decision_date)
);
create index course_committee on admission.course (committee_id, starts_on desc);

create table admission.course_place (
    course_id          uuid        not null references admission.course,
    prospect_id        uuid        not null references admission.prospect,
    result             text        check (result in ('CERTIFIED', 'NOT_COMPLETED')),   -- null while nobody knows
    certificate_number text        check (certificate_number <> '' and length(certificate_number) <= 60),
    issued_on          date,
    changed_by         uuid        not null,   -- an identity.account
    changed_at         timestamptz not null,
    primary key (course_id, prospect_id),
    constraint certificate_has_number_and_date check
        ((coalesce(result, '') = 'CERTIFIED') = (certificate_number is not null)
         and (certificate_number is null) = (issued_on is null))
);
create index course_place_prospect on admission.course_place (prospect_id, issued_on desc);
