-- An item that a case put on the agenda: question_id is an agenda.question. A question put off stands on the agenda of a later sitting.
alter table meetings.agenda_item
    drop constraint agenda_item_kind_check,
    add constraint agenda_item_kind_check
        check (kind in ('REPORT', 'LAST_TASKS', 'DISCUSSION', 'PERSONNEL', 'GUEST', 'OTHER', 'CASE')),
    add column question_id uuid,
    add constraint case_item_has_question check ((kind = 'CASE') = (question_id is not null)),
    add constraint question_once_a_sitting unique (sitting_id, question_id);
