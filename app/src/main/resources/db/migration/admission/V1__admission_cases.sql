-- One admission from the application to official membership: what the process leaves behind. Dates are of Việt Nam,
-- instants UTC. What relatives' histories say is nowhere here: it stays in the sealed document.
create schema if not exists admission;

-- Approval routes are data: the bodies between the cell and the decision, in order, per organisation and date.
create table admission.approval_route (
    id         uuid primary key,
    code       text not null unique,
    name       text not null check (length(name) between 1 and 200),
    unit_id    uuid,                      -- an organization.unit: holds for it and all below; null: wherever the shape fits
    shape      text check (shape in ('A', 'B')),
    valid_from date not null,
    valid_to   date,                      -- first day on which it no longer holds
    source     text not null check (length(source) between 1 and 500),
    constraint route_has_a_place check ((unit_id is null) <> (shape is null))
);

create table admission.route_step (
    route_id         uuid    not null references admission.approval_route,
    position         int     not null check (position > 0),
    body             text    not null check (body in ('CELL', 'SUB_COMMITTEE', 'BASE_COMMITTEE', 'ORG_CHECK', 'STANDING_COMMITTEE')),
    decides          boolean not null,
    threshold        text    check (threshold ~ '^>=?[0-9]{1,4}/[0-9]{1,4}$'),   -- null: as the policy says for the body
    pauses_clock     boolean not null,    -- whether a request for supplements stops the clock of the decision
    form_admission   text,
    form_recognition text,
    primary key (route_id, position),
    constraint only_voting_bodies_decide check (not decides or body in ('BASE_COMMITTEE', 'STANDING_COMMITTEE'))
);

insert into admission.approval_route (id, code, name, shape, valid_from, source) values
    ('5b0cb1a2-6f0c-4c43-9d57-0f3b6c1e7a01', 'shape-a', 'Đảng ủy xã, phường trên tổ chức cơ sở đảng', 'A', '2025-07-01',
     '294-QĐ/TW (26/5/2025); mẫu của Chibo, địa phương quyết định'),
    ('5b0cb1a2-6f0c-4c43-9d57-0f3b6c1e7a02', 'shape-b', 'Đảng bộ xã, phường là đảng bộ cơ sở', 'B', '2025-07-01',
     'QĐ 208-QĐ/TW (26/7/2026); mẫu của Chibo, địa phương quyết định');

insert into admission.route_step (route_id, position, body, decides, pauses_clock, form_admission, form_recognition)
select r.id, s.position, s.body, s.decides, false, s.form_admission, s.form_recognition
from admission.approval_route r,
     (values (1, 'CELL', false, '6-KNĐ', '13-KNĐ'),
             (2, 'SUB_COMMITTEE', false, '7-KNĐ', '14-KNĐ'),
             (3, 'BASE_COMMITTEE', false, '8-KNĐ', '15-KNĐ'),
             (4, 'ORG_CHECK', false, null, null),
             (5, 'STANDING_COMMITTEE', true, '9-KNĐ', '16-KNĐ')) s (position, body, decides, form_admission, form_recognition);

create table admission.admission_case (
    id                    uuid    primary key,     -- the cases.case_file of the admission
    candidate_id          uuid    not null,
    cell_id               uuid    not null,        -- an organization.unit
    cell_code             text    not null,
    committee_id          uuid    not null,
    committee_code        text    not null,
    route_id              uuid    not null references admission.approval_route,
    born_on               date    not null,
    state                 text    not null check (state in ('PROSPECT', 'COURSE_DONE', 'APPLIED', 'VERIFYING', 'READY', 'CELL_PASSED',
                                      'BASE_PASSED', 'DECIDED', 'ADMITTED', 'PROBATION_ENDED', 'CELL_RECOGNISED', 'BASE_RECOGNISED',
                                      'STRIKE_OFF_PROPOSED', 'OFFICIAL', 'STRUCK_OFF', 'REFUSED', 'STOPPED')),
    returned              boolean not null,
    extended              boolean not null,
    transferred           boolean not null,
    moves                 int     not null check (moves >= 0),
    moving_to             uuid,                    -- the cell that takes over, until the process has followed
    certificate_no        text    not null check (length(certificate_no) between 1 and 100),
    certificate_issued_on date    not null,
    applied_on            date,
    first_considered_on   date,
    history_verified      boolean not null,
    union_introduced      boolean not null,
    subject               text    not null check (subject in ('ADMISSION', 'RECOGNITION', 'STRIKE_OFF')),   -- what is voted on now
    resolved_on           date,                    -- of the cell's resolution that goes up now
    decide_by             date,
    clock_moves           int     not null check (clock_moves >= 0),
    clock_paused_on       date,
    route_round           int     not null check (route_round >= 0),
    on_route              boolean not null,
    decision_no           text    check (length(decision_no) <= 60),
    decided_on            date,
    decision_received_on  date,
    ceremony_by           date,
    ceremony_on           date,
    guide_id              uuid,                    -- an organization.member: the sponsor of the probation
    probation_ends_on     date,
    member_history_on     date,
    trained_on            date,
    closing_papers_on     date,
    recognition_no        text    check (length(recognition_no) <= 60),
    recognised_on         date,                    -- date of the decision; the member is official from official_on
    official_on           date,
    card_number           text    check (card_number ~ '^[0-9]{12}$'),
    reason                text    check (length(reason) <= 4000),   -- the last reason given for a return, a stop or a refusal
    version               bigint  not null,
    constraint decided_admission_has_a_decision check (state not in ('DECIDED', 'ADMITTED') or decision_no is not null and decided_on is not null),
    constraint admitted_has_a_ceremony check (
        state not in ('ADMITTED', 'PROBATION_ENDED', 'CELL_RECOGNISED', 'BASE_RECOGNISED', 'STRIKE_OFF_PROPOSED', 'OFFICIAL')
        or ceremony_on is not null and probation_ends_on is not null),
    constraint official_from_the_end_of_probation check (official_on is null or official_on = probation_ends_on),
    constraint official_has_a_date check (state <> 'OFFICIAL' or official_on is not null)
);
create index admission_case_cell on admission.admission_case (cell_id, state);
create index admission_case_candidate on admission.admission_case (candidate_id);

create table admission.sponsor (
    case_id        uuid not null references admission.admission_case,
    member_id      uuid not null,
    together_since date not null,     -- working, studying or living with the candidate in the same base organisation
    appointed_on   date not null,
    introduced_on  date,
    left_on        date,
    primary key (case_id, member_id)
);

-- What was done at a step, as its form said: in the order it was done, nothing is overwritten.
create table admission.step_record (
    id        bigint      generated always as identity primary key,
    case_id   uuid        not null references admission.admission_case,
    step      text        not null,
    at        timestamptz not null,
    actor     uuid,
    on_date   date,
    result    text,
    in_favour int         check (in_favour >= 0),
    against   int         check (against >= 0),
    members   int         check (members >= 0),
    remark    text        check (length(remark) <= 4000)
);
create index step_record_case on admission.step_record (case_id, step, id);

-- One ballot of one body about this one person. Who voted what is nowhere.
create table admission.ballot (
    id           uuid        primary key,
    case_id      uuid        not null references admission.admission_case,
    number       int         not null check (number > 0),
    body         text        not null check (body in ('CELL', 'BASE_COMMITTEE', 'STANDING_COMMITTEE')),
    subject      text        not null check (subject in ('ADMISSION', 'RECOGNITION', 'STRIKE_OFF')),
    threshold    text        not null,
    method       text        not null check (method in ('SECRET_BALLOT', 'SHOW_OF_HANDS')),
    requested_at timestamptz not null,
    held_on      date,
    members      int         check (members >= 0),
    present      int,
    issued       int,
    returned     int,
    valid        int,
    in_favour    int,
    against      int,
    passed       boolean,
    followed     boolean     not null,     -- whether the process has gone on from it
    unique (case_id, number),
    constraint counted_ballot_adds_up check (
        held_on is null
        or present between 0 and members and issued between 0 and present and returned between 0 and issued
            and valid between 0 and returned and in_favour >= 0 and against >= 0 and in_favour + against = valid
            and passed is not null)
);

-- Two people enter the count of a secret ballot, neither seeing what the other wrote; what differs is entered anew.
create table admission.count_entry (
    ballot_id  uuid        not null references admission.ballot,
    round      int         not null check (round > 0),
    member_id  uuid        not null,
    entered_at timestamptz not null,
    held_on    date        not null,
    members    int         not null,
    present    int         not null,
    issued     int         not null,
    returned   int         not null,
    valid      int         not null,
    in_favour  int         not null,
    against    int         not null,
    primary key (ballot_id, round, member_id)
);

-- How far a file is on its route; a file that came back and is submitted again begins a new round.
create table admission.route_progress (
    case_id  uuid        not null references admission.admission_case,
    round    int         not null,
    position int         not null,
    body     text        not null,
    result   text        not null check (result in ('GO_ON', 'RETURN', 'DECIDED', 'REFUSED')),
    reason   text        check (length(reason) <= 4000),
    at       timestamptz not null,
    actor    uuid,
    primary key (case_id, round, position)
);

-- Every move of the decision's clock: one extension, with reason and approver; pauses where the route has them.
create table admission.clock_move (
    case_id uuid        not null references admission.admission_case,
    number  int         not null,
    kind    text        not null check (kind in ('EXTENDED', 'PAUSED', 'RESUMED')),
    at      timestamptz not null,
    actor   uuid,
    old_due date        not null,
    new_due date        not null,
    reason  text        not null check (length(reason) between 1 and 4000),
    primary key (case_id, number)
);
