-- Old notices are deleted in small batches; these find them without reading the others.
create index notice_read_at on notifications.notice (read_at) where read_at is not null;
create index notice_unread_since on notifications.notice (created_at) where read_at is null;
