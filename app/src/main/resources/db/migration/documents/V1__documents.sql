create schema if not exists documents;

-- One stored file; the content is on the disk under the id. A row never changes.
create table documents.document (
    id        uuid        primary key,
    file_name text        not null check (file_name <> '' and length(file_name) <= 200),
    kind      text        not null check (kind in ('PDF', 'JPEG', 'PNG', 'DOCX')),
    size      bigint      not null check (size > 0),
    sha256    text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    scan      text        not null check (scan in ('CLEAN', 'NOT_SCANNED')),
    stored_by uuid        not null,   -- an identity.account
    stored_at timestamptz not null
);

-- Who opened which document when; only ever added to.
create table documents.opening (
    id          bigint      generated always as identity primary key,
    document_id uuid        not null references documents.document,
    account_id  uuid        not null,   -- an identity.account
    opened_at   timestamptz not null
);
create index opening_document on documents.opening (document_id, opened_at desc);
