-- The same rule as before. As columns of its index member, office and unit made the planner look a unit's offices up in it,
-- which reads the whole index, as the unit is not its first column; an expression serves the constraint alone.
alter table organization.office_term drop constraint office_is_held_once_at_a_time;
alter table organization.office_term add constraint office_is_held_once_at_a_time exclude using gist
    ((member_id::text || office || unit_id::text) with =, daterange(valid_from, valid_to) with &&)
    deferrable initially immediate;
