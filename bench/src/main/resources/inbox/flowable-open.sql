insert into act_ru_task (id_, rev_, name_, description_, task_def_key_, assignee_, priority_, create_time_, due_date_,
                         suspension_state_, is_count_enabled_, var_count_, id_link_count_, sub_task_count_)
select bench.id('open', t.n::text), 1, e.title, bench.searched(t.cell, t.subject, e.folded), e.element, t.assignee, 50, t.created, t.due,
       1, true, 0, (select count(*) from bench.candidates(t.cell, t.step)), 0
  from bench.task(:first, :last, true) t join bench.step e on e.slot = t.step;
insert into act_ru_identitylink (id_, rev_, group_id_, type_, task_id_)
select bench.id('link', t.n || candidate), 1, candidate, 'candidate', bench.id('open', t.n::text)
  from bench.task(:first, :last, true) t, bench.candidates(t.cell, t.step) candidate;
