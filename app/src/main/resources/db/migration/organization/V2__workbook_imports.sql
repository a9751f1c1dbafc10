-- Every workbook somebody previewed or imported. The content is kept only until it is applied, replaced or forgotten.
create table organization.workbook_import (
    id           uuid        primary key,
    account_id   uuid,                          -- an identity.account; null for the sample at first start
    file_name    text        not null check (length(file_name) <= 200),
    sha256       text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    plan_sha256  text        not null,          -- of what the person saw; the same plan is applied or none
    content      bytea,
    new_rows     int         not null,
    changed_rows int         not null,
    same_rows    int         not null,
    errors       int         not null,
    previewed_at timestamptz not null,
    applied_at   timestamptz,
    constraint applied_import_had_no_errors check (applied_at is null or errors = 0),
    constraint applied_import_keeps_no_content check (applied_at is null or content is null)
);
create index workbook_import_applied on organization.workbook_import (applied_at desc) where applied_at is not null;
create index workbook_import_account on organization.workbook_import (account_id) where applied_at is null;
