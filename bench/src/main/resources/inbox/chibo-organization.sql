insert into organization.unit (id, code, name, name_folded, valid_from)
values (bench.id('unit', 'province'), 'TINH', 'Đảng bộ tỉnh', 'dang bo tinh', '2020-01-01');
insert into organization.unit (id, code, name, name_folded, valid_from)
select bench.id('committee', c::text), bench.committee_code(c), 'Đảng bộ xã ' || c, 'dang bo xa ' || c, '2020-01-01'
  from bench.setting s, generate_series(1, (s.organizations - 1) / s.cells_per_committee + 1) c;
insert into organization.unit (id, code, name, name_folded, cell_type, area, valid_from)
select bench.id('cell', i::text), bench.cell_code(i), 'Chi bộ thôn ' || i, 'chi bo thon ' || i, 'VILLAGE', 'RURAL', '2020-01-01'
  from bench.setting s, generate_series(1, s.organizations) i;

insert into organization.unit_placement (id, unit_id, type, parent_id, valid_from)
values (bench.id('placement', 'province'), bench.id('unit', 'province'), 'PROVINCE', null, '2020-01-01');
insert into organization.unit_placement (id, unit_id, type, parent_id, valid_from)
select bench.id('placement of committee', c::text), bench.id('committee', c::text), 'COMMUNE', bench.id('unit', 'province'), '2020-01-01'
  from bench.setting s, generate_series(1, (s.organizations - 1) / s.cells_per_committee + 1) c;
insert into organization.unit_placement (id, unit_id, type, parent_id, valid_from)
select bench.id('placement of cell', i::text), bench.id('cell', i::text), 'CELL',
       bench.id('committee', ((i - 1) / s.cells_per_committee + 1)::text), '2020-01-01'
  from bench.setting s, generate_series(1, s.organizations) i;

-- Five members a cell with a name in the list: secretary, deputy, committee member, one who looks after three cells, and
-- in the first cell of a committee its office.
insert into organization.member (id, code, full_name, name_folded)
select bench.id('member', i || '-' || m), 'DV-' || i || '-' || m, 'Nguyễn Văn Thử', 'nguyen van thu'
  from bench.setting s, generate_series(1, s.organizations) i, generate_series(1, 5) m;
insert into organization.membership (id, member_id, cell_id, state, joined_on, valid_from)
select bench.id('membership', i || '-' || m), bench.id('member', i || '-' || m), bench.id('cell', i::text), 'OFFICIAL', '2020-01-01', '2020-01-01'
  from bench.setting s, generate_series(1, s.organizations) i, generate_series(1, 5) m;

insert into organization.office_term (id, member_id, office, unit_id, valid_from)
select bench.id('term', i || '-' || m || office), bench.id('member', i || '-' || m), office, bench.id('cell', i::text), '2025-01-01'
  from bench.setting s, generate_series(1, s.organizations) i,
       (values (1, 'CELL_SECRETARY'), (1, 'CELL_COMMITTEE_MEMBER'), (2, 'CELL_DEPUTY_SECRETARY'), (2, 'CELL_COMMITTEE_MEMBER'),
               (3, 'CELL_COMMITTEE_MEMBER')) held(m, office);
-- the k-th cell of a committee is looked after by the fourth member of its (k / 3)-th cell
insert into organization.office_term (id, member_id, office, unit_id, valid_from)
select bench.id('visits', i::text),
       bench.id('member', (i - 1) / s.cells_per_committee * s.cells_per_committee + (i - 1) % s.cells_per_committee / 3 + 1 || '-4'),
       'ASSIGNED_COMMITTEE_MEMBER', bench.id('cell', i::text), '2025-01-01'
  from bench.setting s, generate_series(1, s.organizations) i;
insert into organization.office_term (id, member_id, office, unit_id, valid_from)
select bench.id('office', c || office), bench.id('member', (c - 1) * s.cells_per_committee + 1 || '-5'), office,
       bench.id('committee', c::text), '2025-01-01'
  from bench.setting s, generate_series(1, (s.organizations - 1) / s.cells_per_committee + 1) c,
       unnest(array['COMMITTEE_OFFICE', 'ORG_DEPARTMENT', 'STANDING_COMMITTEE_MEMBER']) office;

-- a cheap hash of one password: the measurement signs in hundreds of people
insert into identity.account (id, username, password_hash, member_id, administrator, enabled, must_change_password,
                              created_at, password_changed_at, version)
select bench.id('account', i || '-' || m), 'u' || i || '-' || m,
       '{bcrypt}$2a$04$kg.lnDzITp8fc05GhUINYeD/K1hrB07i6vZwbCn4r/awx7N4xuT.u',
       bench.id('member', i || '-' || m), false, true, false, s.now, s.now, 0
  from bench.setting s, generate_series(1, s.organizations) i, generate_series(1, 5) m;
