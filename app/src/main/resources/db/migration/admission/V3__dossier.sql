-- What people did with the papers of a case, in the order they did it; only ever added to. Which papers there are and
-- where each stands follows from these rows and from the steps of the case. No row says what stands in a paper.
create table admission.dossier_act (
    id          bigint      generated always as identity primary key,
    case_id     uuid        not null references admission.admission_case,
    item        text        not null check (item in ('CN_NTVD', 'KND_1', 'KND_2', 'VERIFICATION', 'KND_3', 'KND_3_SECOND', 'KND_4',
                                'RESIDENCE_OPINION', 'KND_5', 'STUDENT_PAPER', 'KND_6', 'BALLOT_SHEET', 'KND_7', 'KND_8', 'KND_9',
                                'CEREMONY_RECORD', 'NEW_MEMBER_COURSE', 'KND_10', 'KND_11', 'KND_12', 'KND_13',
                                'RECOGNITION_BALLOT_SHEET', 'KND_14', 'KND_15', 'KND_16')),
    kind        text        not null check (kind in ('UPLOADED', 'HANDED_IN', 'DATED', 'ACCEPTED', 'RETURNED', 'WAIVED', 'REQUIRED')),
    at          timestamptz not null,
    account_id  uuid        not null,   -- an identity.account
    document_id uuid        unique,     -- a documents.document: one version of the scan
    issued_on   date,
    reason      text        check (reason <> '' and length(reason) <= 1000),
    ballot      int,                    -- number of the ballot whose signed sheet it is
    constraint upload_has_a_document check ((kind = 'UPLOADED') = (document_id is not null)),
    constraint date_is_given_by_dating check ((kind = 'DATED') = (issued_on is not null)),
    constraint sheet_is_of_a_ballot check ((item in ('BALLOT_SHEET', 'RECOGNITION_BALLOT_SHEET')) = (ballot is not null)),
    constraint return_and_waiver_have_a_reason check ((kind in ('RETURNED', 'WAIVED')) = (reason is not null))
);
create index dossier_act_case on admission.dossier_act (case_id, id);

-- Who had the page of a case before them: the first time on each day, as dates of Việt Nam.
create table admission.case_opening (
    case_id    uuid        not null references admission.admission_case,
    account_id uuid        not null,   -- an identity.account
    on_date    date        not null,
    opened_at  timestamptz not null,
    primary key (case_id, account_id, on_date)
);
