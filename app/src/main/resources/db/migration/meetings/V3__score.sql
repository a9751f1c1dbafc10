create table meetings.score_template (
    id             uuid        primary key,
    unit_id        uuid        not null,   -- an organization.unit: the template holds for its subtree
    effective_from date        not null,
    name           text        not null,
    definition     jsonb       not null,
    created_at     timestamptz not null,
    created_by     uuid
);

create index score_template_scope on meetings.score_template (unit_id, effective_from desc, created_at desc);

create table meetings.score_sheet (
    meeting_id          uuid          primary key,
    template            jsonb         not null,   -- frozen: the sheet keeps the table it was filled by
    thematic            boolean       not null,
    state               text          not null check (state in ('SELF_SCORED', 'RETURNED', 'EXPLAINED', 'VERIFIED')),
    self_points         numeric(4, 1) not null check (self_points between 0 and 100),
    self_grade          text          not null check (self_grade in ('GOOD', 'FAIR', 'AVERAGE', 'POOR')),
    self_scored_at      timestamptz   not null,
    self_scored_by      uuid,
    return_question     text,
    returned_once       boolean       not null default false,
    explanation         text,
    verified_points     numeric(4, 1) check (verified_points between 0 and 100),
    verified_grade      text          check (verified_grade in ('GOOD', 'FAIR', 'AVERAGE', 'POOR')),
    verification_reason text,
    verified_at         timestamptz,
    verified_by         uuid,
    version             bigint        not null,
    constraint verified_sheet_has_result check (state <> 'VERIFIED' or (verified_points is not null and verified_grade is not null)),
    constraint returned_sheet_has_question check (state <> 'RETURNED' or return_question is not null)
);

create table meetings.score_line (
    meeting_id      uuid          not null references meetings.score_sheet,
    position        int           not null,
    code            text          not null,
    self_points     numeric(4, 1) not null check (self_points >= 0),
    self_note       text,
    verified_points numeric(4, 1) check (verified_points >= 0),
    primary key (meeting_id, code)
);
