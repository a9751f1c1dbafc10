-- The regular meeting of one cell in one month and what is prepared and reported around it. The sitting itself is V2,
-- the score sheet V3. Instants are UTC; period is the first day of the month in Việt Nam.
create schema if not exists meetings;

create table meetings.meeting (
    id                    uuid        primary key,   -- the cases.case_file of the month
    cell_id               uuid        not null,      -- an organization.unit
    cell_code             text        not null,
    cell_name             text        not null,      -- as it was when the month opened: papers keep it
    committee_id          uuid        not null,
    committee_code        text        not null,
    period                date        not null check (extract(day from period) = 1),
    status                text        not null check (status in ('PLANNED', 'REGISTERED', 'APPROVED', 'NOTIFIED', 'IN_PROGRESS',
                                                       'HELD', 'FINALISED', 'REPORTED', 'VERIFIED', 'POSTPONED', 'NOT_HELD')),
    register_by           timestamptz not null,
    planned_start         timestamptz,
    original_start        timestamptz,               -- the first approved start of a postponed meeting
    place                 text        check (length(place) <= 300),
    date_note             text        check (length(date_note) <= 1000),
    refusal_reason        text        check (length(refusal_reason) <= 1000),
    mode                  text        not null check (mode in ('IN_PERSON', 'ONLINE')),
    combined_with_thematic boolean    not null,
    secret_content        boolean     not null,
    has_committee         boolean     not null,
    has_assigned_member   boolean     not null,
    cell_too_small        boolean     not null,
    chair_id              uuid,                      -- an organization.member, as minute_taker_id
    minute_taker_id       uuid,
    prepared              boolean     not null,
    notice_sent_at        timestamptz,
    notice_reached_all    boolean     not null,
    papers_uploaded_at    timestamptz,
    papers_link           text        check (length(papers_link) <= 500),
    paper_reference       text        check (length(paper_reference) <= 300),
    pre_meeting_held_at   timestamptz,
    held_start            timestamptz,
    held_end              timestamptz,
    resolution_number     text,
    published_at          timestamptz,
    published_link        text        check (length(published_link) <= 500),
    not_held_reason       text        check (length(not_held_reason) <= 2000),
    not_held_remedy       text        check (length(not_held_remedy) <= 2000),
    not_held_justified    boolean,
    not_held_opinion      text        check (length(not_held_opinion) <= 2000),
    version               bigint      not null,
    constraint one_meeting_a_month unique (cell_id, period),
    constraint planned_within_the_month check (
        (planned_start at time zone 'Asia/Ho_Chi_Minh') >= period
        and (planned_start at time zone 'Asia/Ho_Chi_Minh') < period + interval '1 month'),
    constraint agreed_meeting_has_a_start check (
        status not in ('REGISTERED', 'APPROVED', 'NOTIFIED', 'POSTPONED') or planned_start is not null),
    constraint held_meeting_has_times check (
        status not in ('HELD', 'FINALISED', 'REPORTED', 'VERIFIED') or held_start is not null and held_end is not null)
);
create index meeting_period on meetings.meeting (period, planned_start);

create table meetings.postponement (
    meeting_id   uuid        not null references meetings.meeting,
    number       int         not null,
    from_start   timestamptz not null,
    to_start     timestamptz not null,
    reason       text        not null check (length(reason) <= 1000),
    postponed_at timestamptz not null,
    primary key (meeting_id, number)
);

-- M-03 and M-04: who drafts what, and the minutes of the chi ủy's preparatory meeting (or what a secretary alone prepared).
create table meetings.preparation (
    meeting_id          uuid primary key references meetings.meeting,
    drafter_id          uuid,
    programme           text check (length(programme) <= 4000),
    resolution_expected boolean,
    held_at             timestamptz,
    place               text check (length(place) <= 300),
    present_count       int,
    total_count         int,
    absent_reasons      text check (length(absent_reasons) <= 1000),
    chair_id            uuid,
    minute_taker_id     uuid,
    assessment          text check (length(assessment) <= 4000),
    next_tasks          text check (length(next_tasks) <= 4000),
    issues              text check (length(issues) <= 4000),
    proposals           text check (length(proposals) <= 2000),
    constraint pre_meeting_present_at_most_all check (present_count between 1 and total_count)
);

-- M-05: whom the notice was meant for and whom it did not reach; the last round counts.
create table meetings.notice_recipient (
    meeting_id uuid    not null references meetings.meeting,
    member_id  uuid    not null,
    kind       text    not null check (kind in ('MEMBER', 'ASSIGNED')),
    reached    boolean not null,
    note       text    check (length(note) <= 300),
    primary key (meeting_id, member_id)
);

-- M-22, fields of monthly-meeting §6.
create table meetings.visit_report (
    meeting_id      uuid        primary key references meetings.meeting,
    member_id       uuid,
    attended        boolean     not null,
    absence_reason  text        check (length(absence_reason) <= 1000),
    order_followed  text        check (order_followed in ('FULL', 'PARTLY', 'NOT')),
    length_minutes  int         check (length_minutes between 1 and 600),
    present_members int         check (present_members between 0 and 1000),
    content_quality text        check (content_quality in ('GOOD', 'FAIR', 'AVERAGE', 'POOR')),
    atmosphere      text        check (length(atmosphere) <= 2000),
    concerns        text        check (length(concerns) <= 2000),
    weak_points     text        check (length(weak_points) <= 2000),
    suggested_grade text        check (suggested_grade in ('GOOD', 'FAIR', 'AVERAGE', 'POOR')),
    follow_up       text        check (length(follow_up) <= 2000),
    attachment      text        check (length(attachment) <= 300),
    reported_at     timestamptz not null
);

-- Proposals of a cell that somebody above must answer; the answer comes back to the cell's next meeting (M-15).
create table meetings.petition (
    id           uuid        primary key,
    meeting_id   uuid        not null references meetings.meeting,
    cell_id      uuid        not null,
    committee_id uuid        not null,
    content      text        not null check (content <> '' and length(content) <= 4000),
    level        text        not null check (level in ('COMMUNE', 'PROVINCE', 'AUTHORITY')),
    owner        text        check (length(owner) <= 200),   -- body asked for the answer, set by the committee office
    raised_at    timestamptz not null,
    due_on       date        not null,
    answer       text        check (length(answer) <= 4000),
    answered_at  timestamptz,
    version      bigint      not null,
    constraint answered_petition_has_an_answer check ((answer is null) = (answered_at is null))
);
create index petition_committee on meetings.petition (committee_id, answered_at, due_on);
create index petition_cell on meetings.petition (cell_id, raised_at);
create index petition_meeting on meetings.petition (meeting_id);
