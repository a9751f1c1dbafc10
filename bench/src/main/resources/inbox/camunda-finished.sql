insert into act_hi_taskinst (id_, task_def_key_, proc_def_key_, root_proc_inst_id_, proc_inst_id_, execution_id_, name_, description_,
                             assignee_, start_time_, end_time_, duration_, delete_reason_, priority_, due_date_, task_state_)
select bench.id('finished', t.n::text), e.element, 'monthly-meeting', bench.id('case', t.cell || ' ' || t.subject),
       bench.id('case', t.cell || ' ' || t.subject), bench.id('case', t.cell || ' ' || t.subject), e.title,
       bench.searched(t.cell, t.subject, e.folded), t.assignee, t.created, t.created + interval '5 days', 432000000, 'completed', 50,
       t.due, 'Completed'
  from bench.task(0, :finished - 1, false) t join bench.step e on e.slot = t.step;
