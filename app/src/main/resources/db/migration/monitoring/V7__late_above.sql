-- Every line knows the units it counts for, and every unit has its counts with all below it, so that no page walks the tree.
-- What is there is reckoned anew within half a minute.
delete from monitoring.late;
delete from monitoring.late_count;
delete from monitoring.late_reckoning;

-- Its own unit first, then the one above it and so on, as the tree stood on the day of the reckoning.
alter table monitoring.late add column above uuid[] not null check (above[1] = unit_id);

-- The order of the list (what is overdue has the earliest dates, what is stuck the latest or none, as their names go): for
-- large units the first lines are found without looking at the others.
create index late_order on monitoring.late (urgency, due_at, since, case_id, task_key);
-- ... and for small ones their own lines are.
drop index monitoring.late_unit;
create index late_above on monitoring.late using gin (above);

comment on table monitoring.late_count is 'of the unit with all below it';
