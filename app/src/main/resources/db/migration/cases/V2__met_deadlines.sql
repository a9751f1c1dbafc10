-- What was done in a day or a week, for those who look back.
create index deadline_met on cases.deadline (met_at) where state = 'MET';
