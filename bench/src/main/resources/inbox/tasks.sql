-- The tasks of the measurement, the same in every database: which cell, which step of a meeting, for whom, due when.
-- Everything follows from the task's number.
create schema bench;

create table bench.setting (
    organizations    int         not null,
    open_per_cell    int         not null,
    cells_per_committee int      not null,
    now              timestamptz not null
);

-- Steps of processes/meetings/monthly-meeting.bpmn with the offices the model puts them to.
create table bench.step (
    slot    int  primary key,
    element text not null,
    title   text not null,
    folded  text not null,
    offices text[] not null
);
insert into bench.step values
    (0, 'UserTask_RegisterDate', 'Đăng ký ngày sinh hoạt', 'dang ky ngay sinh hoat', '{cell-secretary,cell-deputy-secretary}'),
    (1, 'UserTask_ApproveDate', 'Duyệt lịch sinh hoạt', 'duyet lich sinh hoat', '{committee-office}'),
    (2, 'UserTask_AssignDrafting', 'Phân công chuẩn bị nội dung', 'phan cong chuan bi noi dung', '{cell-secretary,cell-deputy-secretary}'),
    (3, 'UserTask_HoldPreMeeting', 'Họp chi ủy chuẩn bị', 'hop chi uy chuan bi', '{cell-secretary,cell-deputy-secretary,cell-committee-member}'),
    (4, 'UserTask_SendNotice', 'Gửi giấy mời sinh hoạt', 'gui giay moi sinh hoat', '{cell-secretary,cell-deputy-secretary}'),
    (5, 'UserTask_UploadPapers', 'Đưa tài liệu lên Sổ tay đảng viên', 'dua tai lieu len so tay dang vien', '{cell-secretary,cell-deputy-secretary,cell-committee-member}'),
    (6, 'UserTask_SignMinutes', 'Thư ký ký biên bản', 'thu ky ky bien ban', '{cell-secretary,cell-deputy-secretary}'),
    (7, 'UserTask_SignAndIssue', 'Ký và ban hành văn bản', 'ky va ban hanh van ban', '{cell-secretary,cell-deputy-secretary}'),
    (8, 'UserTask_PublishAndReport', 'Đăng tải và báo cáo cấp trên', 'dang tai va bao cao cap tren', '{cell-secretary,cell-deputy-secretary}'),
    (9, 'UserTask_ReportVisit', 'Báo cáo dự sinh hoạt', 'bao cao du sinh hoat', '{assigned-committee-member}'),
    (10, 'UserTask_VerifyScore', 'Thẩm định điểm sinh hoạt', 'tham dinh diem sinh hoat', '{org-department}'),
    (11, 'UserTask_ExplainScore', 'Giải trình điểm chấm', 'giai trinh diem cham', '{cell-secretary,cell-deputy-secretary}'),
    (12, 'UserTask_ExplainNotHeld', 'Giải trình lý do không sinh hoạt', 'giai trinh ly do khong sinh hoat', '{cell-secretary,cell-deputy-secretary}');

create function bench.id(kind text, number text) returns uuid language sql immutable as
    $$ select md5(kind || ' ' || number)::uuid $$;

create function bench.cell_code(cell int) returns text language sql immutable as
    $$ select 'CB-' || lpad(cell::text, 6, '0') $$;

create function bench.committee_code(committee int) returns text language sql immutable as
    $$ select 'XA-' || lpad(committee::text, 5, '0') $$;

-- Open tasks fill one cell after the other, finished ones go round all of them; five open cases and 25 finished tasks a case.
create function bench.task(first bigint, last bigint, open boolean) returns table (
    n bigint, cell int, subject text, step int, assignee uuid, due timestamptz, created timestamptz)
language sql stable as $$
    select n, p.cell,
           case when open then to_char(date '2026-07-01' + make_interval(months => p.number % 5), 'YYYY-MM')
                else to_char(date '2026-06-01' - make_interval(months => p.number / 25), 'YYYY-MM') end,
           p.number % 13,
           case when not open or p.number = 2 then bench.id('member', p.cell || '-1')
                when p.number = 17 then bench.id('member', p.cell || '-2') end,
           -- a quarter of the open ones is overdue, one in 25 has no date
           case when not open then s.now - make_interval(days => 30 + p.number)
                when p.number = 24 then null
                else s.now + (((hashint8(n) & 65535) / 65536.0) * 40 - 10) * interval '1 day' end,
           case when open then s.now - interval '11 days' else s.now - make_interval(days => 40 + p.number) end
      from bench.setting s
     cross join generate_series(first, last) n
     cross join lateral (
         select (case when open then n / s.open_per_cell else n % s.organizations end + 1)::int as cell,
                (case when open then n % s.open_per_cell else n / s.organizations end)::int as number) p
$$;

create function bench.candidates(cell int, step int) returns setof text language sql stable as $$
    select office || '@' || case when office in ('committee-office', 'org-department')
                                 then bench.committee_code((cell - 1) / s.cells_per_committee + 1)
                                 else bench.cell_code(cell) end
      from bench.setting s, bench.step e, unnest(e.offices) office where e.slot = step
$$;

-- What a person searches in: title and line below, as they are folded.
create function bench.searched(cell int, subject text, folded text) returns text language sql immutable as
    $$ select folded || ' chi bo thon ' || cell || ' thang ' || substr(subject, 6) || '/' || substr(subject, 1, 4) $$;
