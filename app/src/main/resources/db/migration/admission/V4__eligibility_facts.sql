-- What the conditions of admission ask beyond the dates a case had already. Null education counts as none.
alter table admission.admission_case
    add column education           text check (education in ('NONE', 'PRIMARY', 'LOWER_SECONDARY', 'UPPER_SECONDARY', 'HIGHER')),
    add column education_exception text check (education_exception in
                                       ('MOUNTAIN', 'ISLAND', 'ETHNIC_MINORITY', 'VERY_POOR_AREA', 'VILLAGE_ELDER')),
    add column province_consent    text check (length(province_consent) <= 100),   -- number and date of the paper (above the age limit)
    add column left_party_on       date;                                           -- of somebody who was a member before
