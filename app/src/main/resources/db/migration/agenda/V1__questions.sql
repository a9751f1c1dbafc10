create schema if not exists agenda;

-- Questions of cases to cells. case_id is a cases.case_file, cell_id an organization.unit, sitting_id a meetings.sitting.
create table agenda.question (
    id          uuid        primary key,
    case_id     uuid        not null,
    cell_id     uuid        not null,
    round       int         not null check (round >= 1),
    title       text        not null check (title <> '' and length(title) <= 500),
    page        text        not null check (page like '/%'),
    state       text        not null check (state in ('WAITING', 'ON_AGENDA', 'ANSWERED', 'WITHDRAWN')),
    sitting_id  uuid,
    passed      boolean,
    line        text,
    asked_at    timestamptz not null,
    answered_at timestamptz,
    unique (case_id, round),
    constraint on_an_agenda_of_a_sitting check ((state in ('ON_AGENDA', 'ANSWERED')) = (sitting_id is not null)),
    constraint answered_with_a_result check (
        (state = 'ANSWERED') = (passed is not null and line is not null and answered_at is not null))
);
create index question_waiting on agenda.question (cell_id, asked_at) where state = 'WAITING';
create index question_of_sitting on agenda.question (sitting_id) where sitting_id is not null;
