-- To whom each row went: with a post as recipient that is not the same person in every unit.
alter table monitoring.bulk_act_item add column new_assignee text;

update monitoring.bulk_act_item i set new_assignee = a.arguments ->> 'recipient'
from monitoring.bulk_act a
where a.id = i.act_id and a.kind = 'REASSIGN' and i.result = 'OK' and a.arguments ->> 'recipient' <> 'ALL';
