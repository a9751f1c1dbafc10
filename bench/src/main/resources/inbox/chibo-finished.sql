-- The cases: five open ones a cell, and as many closed ones as the finished tasks need.
insert into cases.case_file (id, kind, unit_id, subject, policy, process_instance_key, opened_at, closed_at, outcome)
select bench.id('case', i || ' ' || subject), 'monthly-meeting', bench.id('cell', i::text), subject, :'policy'::jsonb,
       2251799813700000 + row_number() over (), s.now - interval '40 days',
       case when subject < '2026-07' then s.now - interval '20 days' end,
       case when subject < '2026-07' then 'meetings.outcome.completed' end
  from bench.setting s, generate_series(1, s.organizations) i,
       (select to_char(date '2026-11-01' - make_interval(months => k), 'YYYY-MM') as subject
          from generate_series(0, 4 + (:finished / (select organizations from bench.setting) + 24) / 25) k) months;
insert into cases.deadline (case_id, step, due_at, rule_key, rule_arguments, source, state, met_at)
select c.id, step, c.opened_at + interval '30 days', 'meetings.rule.byDay', '{25}', 'HD 42-HD/BTCTW',
       case when c.closed_at is null then 'OPEN' else 'MET' end, c.closed_at
  from cases.case_file c, unnest(array['registerDate', 'sendNotice', 'signPapers', 'publishAndReport']) step;
insert into engine.process_definition (key, process_id, version, resource_name, deployed_at, xml)
select 2251799813685300, 'monthly-meeting', 1, 'monthly-meeting.bpmn', s.now, :'model' from bench.setting s;
insert into engine.process_instance (key, process_id, version, definition_key, root_key, business_key, state, started_at, ended_at)
select process_instance_key, kind, 1, 2251799813685300, process_instance_key, id::text,
       case when closed_at is null then 'ACTIVE' else 'COMPLETED' end, opened_at, closed_at
  from cases.case_file;

insert into engine.user_task (key, process_instance_key, root_key, definition_key, process_id, element_id, element_instance_key,
                              business_key, assignee, due_at, priority, state, created_at, ended_at)
select 2251799820000000 + t.n, c.process_instance_key, c.process_instance_key, 2251799813685300, 'monthly-meeting', e.element,
       2251799860000000 + t.n, c.id::text, t.assignee::text, t.due, 50, 'COMPLETED', t.created, t.created + interval '5 days'
  from bench.task(0, :finished - 1, false) t
  join bench.step e on e.slot = t.step
  join cases.case_file c on c.id = bench.id('case', t.cell || ' ' || t.subject);
-- who did it is kept for good
insert into inbox.submission (id, account_id, submitted_at, task_key, element_id, taken_at)
select bench.id('submission', t.n::text), bench.id('account', t.cell || '-1'), t.created + interval '5 days', 2251799820000000 + t.n,
       e.element, t.created + interval '5 days'
  from bench.task(0, :finished - 1, false) t join bench.step e on e.slot = t.step;
