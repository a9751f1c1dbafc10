create schema if not exists policy;

-- Dated values of the parameters in the catalogue (in code, with their defaults). Only added, never edited: a later date
-- takes over from an earlier one, and of two with one date the later entered corrects the earlier.
create table policy.parameter_value (
    id              bigint      generated always as identity primary key,
    parameter       text        not null,
    unit_id         uuid        not null,   -- an organization.unit; holds for it and all units below without a value
    effective_from  date        not null,
    value           text,                   -- null: from this date the unit has no value of its own any more
    source          text        not null check (length(source) between 1 and 500),
    entered_by      uuid        not null,   -- an identity.account
    entered_at      timestamptz not null
);
create index parameter_value_unit on policy.parameter_value (unit_id, parameter, effective_from desc, id desc);

create function policy.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'policy values are added, never changed';
end $$;
create trigger only_added before update or delete on policy.parameter_value
    for each row execute function policy.refuse_change();

-- Days that are not what their weekday says: holidays, and Saturdays worked for a day off elsewhere.
create table policy.calendar_day (
    day         date        primary key,
    working     boolean     not null,
    name        text        not null check (length(name) between 1 and 200),
    source      text        not null check (length(source) between 1 and 500),
    provisional boolean     not null,      -- not yet announced for this year
    entered_by  uuid,                      -- an identity.account; null for the rows below
    entered_at  timestamptz not null default now()
);

-- Fixed and lunar holidays: Labour Code 45/2019/QH14 art. 112. Where a holiday falls on a day of rest the next working
-- day is free (art. 111). 24 November (Ngày Văn hóa Việt Nam) is not here: Resolution 80-NQ/TW names it, but no law that
-- makes it a holiday was read; an administrator adds it when it is announced.
insert into policy.calendar_day (day, working, name, source, provisional) values
    ('2025-01-01', false, 'Tết Dương lịch', 'Bộ luật Lao động 45/2019/QH14, Điều 112', false),
    ('2025-01-27', false, 'Tết Nguyên đán (28 tháng Chạp)', 'Bộ luật Lao động 45/2019/QH14, Điều 112; phương án nghỉ Tết 2025 (25/01–02/02)', false),
    ('2025-01-28', false, 'Tết Nguyên đán (29 tháng Chạp)', 'Bộ luật Lao động 45/2019/QH14, Điều 112; phương án nghỉ Tết 2025 (25/01–02/02)', false),
    ('2025-01-29', false, 'Tết Nguyên đán (mùng 1)', 'Bộ luật Lao động 45/2019/QH14, Điều 112; phương án nghỉ Tết 2025 (25/01–02/02)', false),
    ('2025-01-30', false, 'Tết Nguyên đán (mùng 2)', 'Bộ luật Lao động 45/2019/QH14, Điều 112; phương án nghỉ Tết 2025 (25/01–02/02)', false),
    ('2025-01-31', false, 'Tết Nguyên đán (mùng 3)', 'Bộ luật Lao động 45/2019/QH14, Điều 112; phương án nghỉ Tết 2025 (25/01–02/02)', false),
    ('2025-04-07', false, 'Giỗ Tổ Hùng Vương (10/3 âm lịch)', 'Bộ luật Lao động 45/2019/QH14, Điều 112', false),
    ('2025-04-26', true,  'Làm bù cho ngày 02/5/2025', 'Phương án hoán đổi ngày làm việc dịp 30/4–01/5/2025', false),
    ('2025-04-30', false, 'Ngày Chiến thắng', 'Bộ luật Lao động 45/2019/QH14, Điều 112', false),
    ('2025-05-01', false, 'Ngày Quốc tế lao động', 'Bộ luật Lao động 45/2019/QH14, Điều 112', false),
    ('2025-05-02', false, 'Nghỉ hoán đổi, làm bù ngày 26/4/2025', 'Phương án hoán đổi ngày làm việc dịp 30/4–01/5/2025', false),
    ('2025-09-01', false, 'Quốc khánh (ngày liền kề trước)', 'Bộ luật Lao động 45/2019/QH14, Điều 112', false),
    ('2025-09-02', false, 'Quốc khánh', 'Bộ luật Lao động 45/2019/QH14, Điều 112', false),

    ('2026-01-01', false, 'Tết Dương lịch', 'Bộ luật Lao động 45/2019/QH14, Điều 112', false),
    ('2026-01-02', false, 'Nghỉ hoán đổi, làm bù ngày 10/01/2026', 'Văn bản 12729/VPCP-KGVX (25/12/2025)', false),
    ('2026-01-10', true,  'Làm bù cho ngày 02/01/2026', 'Văn bản 12729/VPCP-KGVX (25/12/2025)', false),
    ('2026-02-16', false, 'Tết Nguyên đán (29 tháng Chạp)', 'Bộ luật Lao động 45/2019/QH14, Điều 112; phương án nghỉ Tết 2026 (16–20/02)', false),
    ('2026-02-17', false, 'Tết Nguyên đán (mùng 1)', 'Bộ luật Lao động 45/2019/QH14, Điều 112; phương án nghỉ Tết 2026 (16–20/02)', false),
    ('2026-02-18', false, 'Tết Nguyên đán (mùng 2)', 'Bộ luật Lao động 45/2019/QH14, Điều 112; phương án nghỉ Tết 2026 (16–20/02)', false),
    ('2026-02-19', false, 'Tết Nguyên đán (mùng 3)', 'Bộ luật Lao động 45/2019/QH14, Điều 112; phương án nghỉ Tết 2026 (16–20/02)', false),
    ('2026-02-20', false, 'Tết Nguyên đán (mùng 4)', 'Bộ luật Lao động 45/2019/QH14, Điều 112; phương án nghỉ Tết 2026 (16–20/02)', false),
    ('2026-04-27', false, 'Nghỉ bù Giỗ Tổ Hùng Vương (10/3 âm lịch là Chủ nhật 26/4)', 'Bộ luật Lao động 45/2019/QH14, Điều 111, 112', false),
    ('2026-04-30', false, 'Ngày Chiến thắng', 'Bộ luật Lao động 45/2019/QH14, Điều 112', false),
    ('2026-05-01', false, 'Ngày Quốc tế lao động', 'Bộ luật Lao động 45/2019/QH14, Điều 112', false),
    ('2026-08-22', true,  'Làm bù cho ngày 31/8/2026', 'Phương án hoán đổi ngày làm việc dịp Quốc khánh 2026', false),
    ('2026-08-31', false, 'Nghỉ hoán đổi, làm bù ngày 22/8/2026', 'Phương án hoán đổi ngày làm việc dịp Quốc khánh 2026', false),
    ('2026-09-01', false, 'Quốc khánh (ngày liền kề trước)', 'Bộ luật Lao động 45/2019/QH14, Điều 112', false),
    ('2026-09-02', false, 'Quốc khánh', 'Bộ luật Lao động 45/2019/QH14, Điều 112', false),

    ('2027-01-01', false, 'Tết Dương lịch', 'Bộ luật Lao động 45/2019/QH14, Điều 112', false),
    ('2027-02-05', false, 'Tết Nguyên đán (29 tháng Chạp)', 'Bộ luật Lao động 45/2019/QH14, Điều 112; phương án nghỉ 2027 chưa công bố', true),
    ('2027-02-08', false, 'Tết Nguyên đán (mùng 3)', 'Bộ luật Lao động 45/2019/QH14, Điều 112; phương án nghỉ 2027 chưa công bố', true),
    ('2027-02-09', false, 'Tết Nguyên đán (mùng 4)', 'Bộ luật Lao động 45/2019/QH14, Điều 112; phương án nghỉ 2027 chưa công bố', true),
    ('2027-02-10', false, 'Nghỉ bù mùng 1 Tết (Thứ Bảy 06/02)', 'Bộ luật Lao động 45/2019/QH14, Điều 111, 112; phương án nghỉ 2027 chưa công bố', true),
    ('2027-02-11', false, 'Nghỉ bù mùng 2 Tết (Chủ nhật 07/02)', 'Bộ luật Lao động 45/2019/QH14, Điều 111, 112; phương án nghỉ 2027 chưa công bố', true),
    ('2027-04-16', false, 'Giỗ Tổ Hùng Vương (10/3 âm lịch)', 'Bộ luật Lao động 45/2019/QH14, Điều 112', false),
    ('2027-04-30', false, 'Ngày Chiến thắng', 'Bộ luật Lao động 45/2019/QH14, Điều 112', false),
    ('2027-05-03', false, 'Nghỉ bù Ngày Quốc tế lao động (Thứ Bảy 01/5)', 'Bộ luật Lao động 45/2019/QH14, Điều 111, 112', false),
    ('2027-09-02', false, 'Quốc khánh', 'Bộ luật Lao động 45/2019/QH14, Điều 112', false),
    ('2027-09-03', false, 'Quốc khánh (ngày liền kề)', 'Bộ luật Lao động 45/2019/QH14, Điều 112; ngày liền kề 2027 chưa công bố', true);
