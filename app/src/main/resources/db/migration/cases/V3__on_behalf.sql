-- For which post the actor acted, where that was not the actor's own.
alter table cases.history_line add column on_behalf_of text;
