-- When the steps of an ended instance (elements, flows, timers, variables, tasks) were taken out; null while they are there.
-- The application's Retention writes this column and deletes those rows: the one exception to "only the exporter writes".
alter table engine.process_instance add column thinned_at timestamptz;

-- Root instances whose turn comes, the oldest end first.
create index process_instance_to_thin on engine.process_instance (ended_at)
    where ended_at is not null and thinned_at is null and root_key = key;
