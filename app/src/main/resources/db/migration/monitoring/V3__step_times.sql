-- How long steps usually take, over all cases: what the page of one case is compared with. Reckoned from finished tasks.
create table monitoring.step_time (
    process_id   text        not null,
    element_id   text        not null,
    tasks        bigint      not null,
    median       interval    not null,
    slow         interval    not null,      -- nine in ten were faster
    reckoned_at  timestamptz not null,
    primary key (process_id, element_id)
);
