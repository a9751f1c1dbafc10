-- Everything a month leaves behind, without ids and moments: one line a fact, in order. Two runs by the same people end
-- in the same lines, whatever was interrupted in between. psql -v period=2026-11-01
with m as (select * from meetings.meeting where period = :'period'),
     s as (select s.*, m.cell_code from meetings.sitting s join m on m.id = s.meeting_id)
select line from (
    select concat_ws('|', 'meeting', cell_code, status, place, mode, has_committee, has_assigned_member, cell_too_small,
                     prepared, notice_reached_all, resolution_number) as line from m
    union all
    select concat_ws('|', 'case', m.cell_code, c.outcome, c.closed_at is not null, c.process_instance_key is not null)
    from m join cases.case_file c on c.id = m.id
    union all
    select concat_ws('|', 'history', m.cell_code, h.message_key, count(*))
    from m join cases.history_line h on h.case_id = m.id group by m.cell_code, h.message_key
    union all
    select concat_ws('|', 'deadline', m.cell_code, d.step, d.state) from m join cases.deadline d on d.case_id = m.id
    union all
    select concat_ws('|', 'sitting', cell_code, seq, state, chair_basis, may_decide, quorum_reached, go_on, resolution) from s
    union all
    select concat_ws('|', 'attendance', s.cell_code, o.code, a.membership, a.presence, a.reason)
    from s join meetings.attendance a on a.sitting_id = s.id join organization.member o on o.id = a.member_id
    union all
    select concat_ws('|', 'item', s.cell_code, i.position, i.kind, i.title, i.content, i.conclusion)
    from s join meetings.agenda_item i on i.sitting_id = s.id
    union all
    select concat_ws('|', 'speech', s.cell_code, i.position, p.position, o.code, p.guest, p.content)
    from s join meetings.agenda_item i on i.sitting_id = s.id join meetings.speech p on p.item_id = i.id
    left join organization.member o on o.id = p.speaker_id
    union all
    select concat_ws('|', 'vote', s.cell_code, v.purpose, v.round, v.subject, v.base, v.entitled, v.in_favour, v.against,
                     v.no_opinion, v.threshold, v.passed)
    from s join meetings.vote v on v.sitting_id = s.id
    union all
    select concat_ws('|', 'task', s.cell_code, t.position, t.content, o.code, t.due, t.report_at, t.state)
    from s join meetings.task t on t.sitting_id = s.id join organization.member o on o.id = t.owner_id
    union all
    select concat_ws('|', 'sheet', m.cell_code, c.state, c.self_points, c.self_grade, c.verified_points, c.verified_grade)
    from m join meetings.score_sheet c on c.meeting_id = m.id
    union all
    select concat_ws('|', 'points', m.cell_code, l.code, l.self_points, l.verified_points)
    from m join meetings.score_line l on l.meeting_id = m.id
    union all
    select concat_ws('|', 'paper', m.cell_code, p.type, p.revision, p.number, p.state)
    from m join meetings.paper p on p.meeting_id = m.id
    union all
    select concat_ws('|', 'visit', m.cell_code, o.code, r.attended, r.suggested_grade, r.concerns)
    from m join meetings.visit_report r on r.meeting_id = m.id join organization.member o on o.id = r.member_id
    union all
    select concat_ws('|', 'petition', m.cell_code, p.level, p.content) from m join meetings.petition p on p.meeting_id = m.id
    union all
    select concat_ws('|', 'notice', m.cell_code, n.kind, n.reached, count(*))
    from m join meetings.notice_recipient n on n.meeting_id = m.id group by m.cell_code, n.kind, n.reached
    union all
    select concat_ws('|', 'open task', m.cell_code, t.element_id)
    from m join engine.user_task t on t.business_key = m.id::text where t.state = 'OPEN'
    union all
    select concat_ws('|', 'finished task', m.cell_code, t.element_id, count(*))
    from m join engine.user_task t on t.business_key = m.id::text where t.state = 'COMPLETED' group by m.cell_code, t.element_id
    union all
    select concat_ws('|', 'incident', m.cell_code, i.element_id)
    from m join engine.incident i on i.business_key = m.id::text where i.state = 'OPEN'
) lines order by line collate "C";
