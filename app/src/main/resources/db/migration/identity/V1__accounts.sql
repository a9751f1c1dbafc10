create schema if not exists identity;

-- One sign-in. An account without a member is an administrator's: all other rights come from offices.
create table identity.account (
    id                   uuid        primary key,
    username             text        not null unique check (username ~ '^[a-z0-9][a-z0-9._-]{1,49}$'),
    password_hash        text        not null,
    member_id            uuid        unique,              -- an organization.member
    administrator        boolean     not null,            -- of the whole installation, whatever the offices
    enabled              boolean     not null,
    must_change_password boolean     not null,
    created_at           timestamptz not null,
    password_changed_at  timestamptz not null,
    last_signed_in_at    timestamptz,
    version              bigint      not null,
    constraint account_is_someones check (member_id is not null or administrator)
);

-- Failed sign-ins in a row, by account name and by network address. Names are kept as hashes: people type passwords
-- into the wrong field.
create table identity.failed_sign_in (
    subject        text        primary key,
    failures       int         not null,
    last_failed_at timestamptz not null,
    refused_until  timestamptz
);
create index failed_sign_in_last_failed_at on identity.failed_sign_in (last_failed_at);
