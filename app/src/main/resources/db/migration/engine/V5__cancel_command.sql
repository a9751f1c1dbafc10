-- An administrator may end an instance that serves no case: one more kind of command, with the instance's key in name.
alter table engine_link.command drop constraint command_kind_check;
alter table engine_link.command add constraint command_kind_check
    check (kind in ('PUBLISH', 'COMPLETE', 'COMPLETE_WHEN_OPEN', 'ASSIGN', 'START', 'CANCEL'));
create index command_refused on engine_link.command (id) where state in ('REFUSED', 'LAPSED');
