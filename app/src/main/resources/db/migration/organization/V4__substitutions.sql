-- One post acts for another for some time: whoever holds the deputy's office, also when that changes. Only offices that give
-- no vote can be acted for; the application sees to it.
create table organization.substitution (
    id            uuid        primary key,
    unit_id       uuid        not null references organization.unit,
    office        text        not null,
    deputy_office text        not null check (deputy_office <> office),
    valid_from    date        not null,
    valid_to      date        not null,   -- first day it no longer holds
    basis         text        not null check (basis <> '' and length(basis) <= 100),   -- number and date of the paper
    entered_by    uuid        not null,   -- an identity.account
    entered_at    timestamptz not null,
    ended_by      uuid,
    constraint substitution_ends_after_it_begins check (valid_to >= valid_from),
    constraint post_is_acted_for_once_at_a_time exclude using gist
        (unit_id with =, office with =, daterange(valid_from, valid_to) with &&)
);
create index substitution_deputy on organization.substitution (unit_id, deputy_office);
