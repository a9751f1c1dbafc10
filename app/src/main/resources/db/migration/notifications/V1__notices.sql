create schema if not exists notifications;

-- What one person was told because of an event. Text stands in the message bundle; arguments hold cell, place and date, no names.
create table notifications.notice (
    id          bigint      generated always as identity primary key,
    event_id    uuid        not null,
    recipient   uuid        not null,   -- an organization.member
    message_key text        not null,
    arguments   jsonb       not null check (jsonb_typeof(arguments) = 'array'),
    link        text        not null check (link ~ '^/[^/]'),
    created_at  timestamptz not null,
    read_at     timestamptz,
    constraint told_once unique (event_id, recipient)
);
create index notice_recipient on notifications.notice (recipient, id desc);
create index notice_unread on notifications.notice (recipient, id desc) where read_at is null;
