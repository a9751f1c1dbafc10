-- What operators did about incidents and versions of models: who, when, to which instance. No values of variables.
create table monitoring.operator_act (
    id           bigint      generated always as identity primary key,
    at           timestamptz not null,
    account_id   uuid        not null,   -- an identity.account
    kind         text        not null check (kind in ('RETRY', 'SET_VARIABLE', 'MIGRATE')),
    instance_key bigint      not null,
    subject      text        not null    -- key of the incident, name of the variable, key of the target definition
);
create index operator_act_latest on monitoring.operator_act (id desc);
