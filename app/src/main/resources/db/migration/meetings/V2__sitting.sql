-- The sitting: what chair and minute-taker record in the meeting room, and the papers written from it.
-- meeting_id is the case id of the month's meeting; member ids are those of the organization module.

create table meetings.sitting (
    id             uuid        primary key,
    meeting_id     uuid        not null,
    cell_id        uuid        not null,
    seq            int         not null,
    state          text        not null check (state in ('PREPARED', 'AWAITING_CONSENT', 'OPEN', 'HELD', 'POSTPONED')),
    chair_id       uuid,
    chair_basis    text        check (chair_basis in ('SECRETARY', 'DEPUTY', 'CONSENT')),
    minute_taker_id uuid,
    started_at     timestamptz,
    ended_at       timestamptz,
    may_decide     boolean,
    quorum_reached boolean,
    go_on          boolean,
    resolution     text        check (resolution in ('PASSED', 'REWRITE', 'MINUTES_ONLY')),
    created_at     timestamptz not null,
    unique (meeting_id, seq),
    constraint opened_sitting_has_officers check (
        state in ('PREPARED', 'POSTPONED') or (chair_id is not null and minute_taker_id is not null and started_at is not null)),
    constraint chair_does_not_take_minutes check (chair_id <> minute_taker_id),
    constraint held_sitting_has_end check (state <> 'HELD' or ended_at is not null),
    constraint ends_after_start check (ended_at >= started_at)
);
-- prepare() may run twice at once: one of them finds this
create unique index sitting_current on meetings.sitting (meeting_id) where state in ('PREPARED', 'AWAITING_CONSENT', 'OPEN');
create unique index sitting_held_once on meetings.sitting (meeting_id) where state = 'HELD';
create index sitting_of_cell on meetings.sitting (cell_id, started_at);

-- A part of the room: what was typed (also half-typed: saving never refuses), its version, and when it was closed.
create table meetings.sitting_part (
    sitting_id uuid        not null references meetings.sitting,
    part       text        not null,
    version    bigint      not null,
    content    jsonb       not null default '{}',
    saved_by   uuid,
    saved_at   timestamptz,
    closed_by  uuid,
    closed_at  timestamptz,
    primary key (sitting_id, part)
);

create table meetings.attendance (
    sitting_id    uuid   not null references meetings.sitting,
    member_id     uuid   not null,
    position      int    not null,
    membership    text   not null check (membership in ('OFFICIAL', 'PROBATIONARY')),
    participation text   not null check (participation in ('ACTIVE', 'EXEMPT', 'TEMP_AWAY', 'SPECIAL_DUTY')),
    presence      text   check (presence in ('PRESENT', 'EXCUSED', 'UNEXCUSED', 'EXEMPT', 'TEMP_AWAY', 'SPECIAL_DUTY')),
    reason        text   not null default '',
    version       bigint not null default 1,
    primary key (sitting_id, member_id)
);
create index attendance_of_member on meetings.attendance (member_id);

create table meetings.agenda_item (
    id         uuid   primary key,
    sitting_id uuid   not null references meetings.sitting,
    position   int    not null,
    kind       text   not null check (kind in ('REPORT', 'LAST_TASKS', 'DISCUSSION', 'PERSONNEL', 'GUEST', 'OTHER')),
    title      text   not null check (title <> ''),
    content    text   not null default '',
    conclusion text   not null default '',
    version    bigint not null default 1,
    constraint agenda_position unique (sitting_id, position) deferrable initially deferred
);

create table meetings.speech (
    id         uuid   primary key,
    item_id    uuid   not null references meetings.agenda_item on delete cascade,
    position   int    not null,
    speaker_id uuid,
    guest      text,
    content    text   not null default '',
    version    bigint not null default 1,
    constraint somebody_speaks check ((speaker_id is null) <> (guest is null))
);
create index speech_of_item on meetings.speech (item_id, position);

-- A vote by rule R14; the base is what the roll call gave when it was taken. Repeated rounds are rows of their own.
create table meetings.vote (
    id         uuid        primary key,
    sitting_id uuid        not null references meetings.sitting,
    purpose    text        not null check (purpose in ('AGENDA', 'ITEM', 'RESOLUTION', 'MINUTES')),
    item_id    uuid        references meetings.agenda_item,
    round      int         not null,
    subject    text        not null check (subject <> ''),
    base       int         not null check (base > 0),
    entitled   int         not null check (entitled between 0 and base),
    in_favour  int         not null check (in_favour >= 0),
    against    int         not null check (against >= 0),
    no_opinion int         not null check (no_opinion >= 0),
    counters   text        not null default '',
    method     text        not null check (method in ('SHOW_OF_HANDS', 'SECRET_BALLOT')),
    threshold  text        not null check (threshold in ('MAJORITY', 'TWO_THIRDS')),
    passed     boolean     not null,
    taken_at   timestamptz not null,
    version    bigint      not null default 1,
    constraint item_vote_names_item check ((purpose = 'ITEM') = (item_id is not null)),
    constraint counts_add_up check (in_favour + against + no_opinion = entitled),
    constraint result_follows_rule check (
        passed = case threshold when 'MAJORITY' then in_favour * 2 > base else in_favour * 3 >= base * 2 end)
);
create unique index vote_once on meetings.vote
    (sitting_id, purpose, coalesce(item_id, '00000000-0000-0000-0000-000000000000'), round);

create table meetings.task (
    id               uuid   primary key,
    cell_id          uuid   not null,
    sitting_id       uuid   not null references meetings.sitting,
    position         int    not null,
    content          text   not null check (content <> ''),
    owner_id         uuid   not null,
    due              date,
    permanent        boolean not null default false,
    report_at        text   check (report_at ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
    state            text   not null default 'OPEN' check (state in ('OPEN', 'DONE', 'DROPPED')),
    version          bigint not null default 1
);
create index task_open_of_cell on meetings.task (cell_id) where state = 'OPEN';

create table meetings.task_helper (
    task_id   uuid not null references meetings.task on delete cascade,
    member_id uuid not null,
    primary key (task_id, member_id)
);

-- A task of an earlier meeting at this sitting (M-12, M-24): how it stood at the start and what was found.
create table meetings.task_review (
    sitting_id     uuid    not null references meetings.sitting,
    task_id        uuid    not null references meetings.task,
    state_at_start text    not null check (state_at_start in ('ONGOING', 'DATED', 'PERMANENT', 'UNDATED')),
    due_now        boolean not null,
    result         text    check (result in ('DONE', 'LATE', 'NOT_DONE')),
    cause          text    not null default '',
    mark           text    not null default 'NONE' check (mark in ('NONE', 'PRAISE', 'REMINDER')),
    version        bigint  not null default 1,
    primary key (sitting_id, task_id)
);

-- Closings of user tasks on their way to the task desk. A second round (vote again, open again) may have to wait until
-- the engine has created its task; nobody in the room waits for it.
create table meetings.task_closing (
    id         bigint      generated always as identity primary key,
    sitting_id uuid        not null references meetings.sitting,
    element    text        not null,
    round      int         not null,
    variables  jsonb       not null,
    account_id uuid        not null,
    created_at timestamptz not null,
    sent_at    timestamptz,
    unique (sitting_id, element, round)
);
create index task_closing_waiting on meetings.task_closing (id) where sent_at is null;

-- Minutes (BB) and resolution (NQ) of one meeting. The content of an issued version never changes; a correction is a
-- new version under the same number.
create table meetings.paper (
    id              uuid        primary key,
    meeting_id      uuid        not null,
    cell_id         uuid        not null,
    type            text        not null check (type in ('BB', 'NQ')),
    revision        int         not null check (revision >= 1),
    revision_note   text        not null default '',
    term            text        not null,
    number          int,
    state           text        not null check (state in ('MINUTES_SIGNED', 'ISSUED')),
    content         text        not null,
    minute_taker_id uuid,
    minute_taker_signed_at timestamptz,
    chair_id        uuid,
    issued_at       timestamptz,
    unique (meeting_id, type, revision),
    constraint issued_paper_is_numbered check (state <> 'ISSUED' or (number is not null and issued_at is not null and chair_id is not null))
);
create unique index paper_number_once on meetings.paper (cell_id, type, term, number) where revision = 1 and number is not null;

create table meetings.paper_counter (
    cell_id uuid not null,
    type    text not null,
    term    text not null,
    last    int  not null,
    primary key (cell_id, type, term)
);
