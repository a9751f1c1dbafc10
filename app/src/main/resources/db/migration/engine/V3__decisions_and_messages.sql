-- Decisions the engine has taken, and the messages instances wait for or were given.

create table engine.decision_requirements (
    key             bigint      primary key,
    requirements_id text        not null,
    name            text        not null,
    version         int         not null,
    resource_name   text        not null,
    deployed_at     timestamptz not null,
    xml             text        not null
);

create table engine.decision_definition (
    key              bigint primary key,
    decision_id      text   not null,
    name             text   not null,
    version          int    not null,
    requirements_key bigint not null,
    requirements_id  text   not null
);
create index decision_definition_decision_id on engine.decision_definition (decision_id, version desc);

-- One row per decision of an evaluation: those it requires come first, the one that was asked for is the last.
create table engine.decision_instance (
    key                  bigint      not null,   -- the evaluation
    index                int         not null,   -- from 1
    decision_key         bigint      not null,
    decision_id          text        not null,
    decision_name        text        not null,
    decision_version     int         not null,
    decision_type        text        not null,
    process_id           text,                   -- nothing here and below where it was not a process that asked
    definition_key       bigint,
    process_instance_key bigint,
    element_id           text,
    element_instance_key bigint,
    state                text        not null check (state in ('EVALUATED', 'FAILED')),
    failure              text,                   -- cut at 2000 characters
    evaluated_at         timestamptz not null,
    -- Values are under the same allow-list as variables. The output is kept where the variable it goes into is on the
    -- list; inputs and rules, with the values that matched, only where everything is.
    output               jsonb,
    inputs               jsonb,
    matched_rules        jsonb,
    primary key (key, index)
);
create index decision_instance_process_instance_key on engine.decision_instance (process_instance_key);

-- What an instance waits for. CORRELATED stays the state of a subscription that took its message.
create table engine.message_subscription (
    key                  bigint      primary key,
    process_instance_key bigint      not null,
    process_id           text        not null,
    element_id           text        not null,
    element_instance_key bigint      not null,
    message_name         text        not null,
    correlation_key      text        not null,
    state                text        not null check (state in ('CREATED', 'CORRELATED', 'DELETED')),
    updated_at           timestamptz not null
);
create index message_subscription_process_instance_key on engine.message_subscription (process_instance_key);

-- Every message an instance was given, also the one that started it.
create table engine.message_correlation (
    message_key          bigint      not null,
    subscription_key     bigint      not null,
    process_instance_key bigint      not null,
    process_id           text        not null,
    element_id           text        not null,
    element_instance_key bigint,                 -- none for a start event
    message_name         text        not null,
    correlation_key      text        not null,
    partition_id         int         not null,
    correlated_at        timestamptz not null,
    primary key (message_key, subscription_key)
);
create index message_correlation_process_instance_key on engine.message_correlation (process_instance_key);
