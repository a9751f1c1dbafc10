-- What those above did from the board of what is late: a list of rows frozen when they chose them, looked at, then carried out.
create table monitoring.bulk_act (
    id         uuid        primary key,
    kind       text        not null check (kind in ('REMIND', 'REASSIGN', 'CANCEL')),
    unit_id    uuid        not null,               -- whose board it was begun on; an organization unit
    state      text        not null check (state in ('PREVIEW', 'DONE', 'UNDONE')),
    arguments  jsonb       not null check (jsonb_typeof(arguments) = 'object'),   -- REASSIGN: recipient; CANCEL: reason
    created_by uuid        not null,               -- identity accounts
    created_at timestamptz not null,
    done_by    uuid,
    done_at    timestamptz,
    undone_by  uuid,
    undone_at  timestamptz,
    constraint done_act_says_by_whom check (
        (state = 'PREVIEW') = (done_at is null) and (done_at is null) = (done_by is null)),
    constraint undone_act_says_by_whom check (
        (state = 'UNDONE') = (undone_at is not null) and (undone_at is null) = (undone_by is null)),
    constraint only_a_reassignment_is_undone check (state <> 'UNDONE' or kind = 'REASSIGN')
);
create index bulk_act_unit on monitoring.bulk_act (unit_id, done_at desc) where done_at is not null;
create index bulk_act_preview on monitoring.bulk_act (created_at) where state = 'PREVIEW';

create table monitoring.bulk_act_item (
    act_id           uuid   not null references monitoring.bulk_act on delete cascade,
    case_id          uuid   not null,
    task_key         bigint not null,              -- 0: the case as such
    old_assignee     text,                         -- who had the task when the list was frozen
    result           text   check (result in ('OK', 'SKIPPED', 'REFUSED')),
    message_key      text,                         -- the result in words
    told             uuid[] not null default '{}', -- members who got a notice of it
    undo_result      text   check (undo_result in ('OK', 'SKIPPED', 'REFUSED')),
    undo_message_key text,
    primary key (act_id, case_id, task_key),
    constraint result_has_words check ((result is null) = (message_key is null)),
    constraint undo_result_has_words check ((undo_result is null) = (undo_message_key is null))
);
create index bulk_act_item_row on monitoring.bulk_act_item (case_id, task_key);
