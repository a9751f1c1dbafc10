-- Of which cell a member became one; the case may move on to another cell during the probation.
alter table admission.admission_case
    add column ceremony_cell_id uuid,                       -- an organization.unit
    add column imported         boolean not null default false;   -- an admission of the past, entered from an old register

update admission.admission_case set ceremony_cell_id = cell_id where ceremony_on is not null;

alter table admission.admission_case
    add constraint ceremony_is_of_a_cell check ((ceremony_on is null) = (ceremony_cell_id is null));
create index admission_case_ceremony on admission.admission_case (ceremony_cell_id, ceremony_on) where ceremony_on is not null;
