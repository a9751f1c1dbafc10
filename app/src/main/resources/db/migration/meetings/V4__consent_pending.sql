-- A chair without office was chosen and the committee is being asked (M-07): the date cannot move until it answers.
alter table meetings.meeting add column consent_pending boolean not null default false;
-- Sittings that wait for the answer right now.
update meetings.meeting set consent_pending = true
where id in (select meeting_id from meetings.sitting where state = 'AWAITING_CONSENT');
