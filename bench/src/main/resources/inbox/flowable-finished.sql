insert into act_hi_taskinst (id_, rev_, task_def_key_, proc_inst_id_, execution_id_, name_, description_, assignee_, start_time_,
                             end_time_, duration_, priority_, due_date_)
select bench.id('finished', t.n::text), 1, e.element, bench.id('case', t.cell || ' ' || t.subject),
       bench.id('case', t.cell || ' ' || t.subject), e.title, bench.searched(t.cell, t.subject, e.folded), t.assignee, t.created,
       t.created + interval '5 days', 432000000, 50, t.due
  from bench.task(0, :finished - 1, false) t join bench.step e on e.slot = t.step;
