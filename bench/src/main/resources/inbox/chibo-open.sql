insert into engine.user_task (key, process_instance_key, root_key, definition_key, process_id, element_id, element_instance_key,
                              business_key, assignee, due_at, priority, state, created_at)
select 2251799840000000 + t.n, c.process_instance_key, c.process_instance_key, 2251799813685300, 'monthly-meeting', e.element,
       2251799880000000 + t.n, c.id::text, t.assignee::text, t.due, 50, 'OPEN', t.created
  from bench.task(:first, :last, true) t
  join bench.step e on e.slot = t.step
  join cases.case_file c on c.id = bench.id('case', t.cell || ' ' || t.subject);
insert into engine.user_task_candidate (candidate, due_at, task_key)
select candidate, coalesce(t.due, 'infinity'), 2251799840000000 + t.n
  from bench.task(:first, :last, true) t, bench.candidates(t.cell, t.step) candidate;
