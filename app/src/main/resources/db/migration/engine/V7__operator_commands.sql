-- What an operator may order about an instance: let an incident be tried again, set a variable, move to another version
-- of its model. name holds the key of the incident, scope or instance, message_id that of the job or definition.
alter table engine_link.command drop constraint command_kind_check;
alter table engine_link.command add constraint command_kind_check
    check (kind in ('PUBLISH', 'COMPLETE', 'COMPLETE_WHEN_OPEN', 'ASSIGN', 'START', 'CANCEL', 'RESOLVE', 'SET_VARIABLES', 'MIGRATE'));
