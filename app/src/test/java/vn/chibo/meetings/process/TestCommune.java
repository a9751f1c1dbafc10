package vn.chibo.meetings.process;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Office;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.Texts;

/** Puts small communes of one cell into the registers, as an import would. */
@TestComponent
class TestCommune {

    private static final LocalDate SINCE = LocalDate.of(2025, 7, 1);

    private final JdbcClient jdbc;

    TestCommune(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A cell under a commune of its own; offices are held by one member each. */
    record Cell(UnitId id, UnitId commune, MemberId secretary, MemberId deputy) {}

    Cell cell(boolean withCommittee, boolean withAssignedMember) {
        var number = UUID.randomUUID().toString().substring(0, 8).toUpperCase();
        var commune = unit("DU-" + number, "COMMUNE", null);
        var cell = unit("CB-" + number, "CELL", commune);
        var secretary = member(number + "-1", cell, Office.CELL_SECRETARY);
        var deputy = member(number + "-2", cell, Office.CELL_DEPUTY_SECRETARY);
        if (withCommittee) {
            member(number + "-3", cell, Office.CELL_COMMITTEE_MEMBER);
        }
        if (withAssignedMember) {
            member(number + "-4", cell, Office.ASSIGNED_COMMITTEE_MEMBER);
        }
        return new Cell(new UnitId(cell), new UnitId(commune), new MemberId(secretary), new MemberId(deputy));
    }

    /** Somebody signed in; what these tests call has asked for access before. */
    static CurrentUser user(MemberId member) {
        return new CurrentUser(UUID.randomUUID(), "thu", member, "Thử", false, List.of());
    }

    private UUID unit(String code, String type, UUID parent) {
        var id = UUID.randomUUID();
        jdbc.sql(
                        "insert into organization.unit (id, code, name, name_folded, cell_type, valid_from) values (?, ?, ?, ?, ?, ?)")
                .params(id, code, code, Texts.fold(code), type.equals("CELL") ? "VILLAGE" : null, SINCE)
                .update();
        jdbc.sql(
                        "insert into organization.unit_placement (id, unit_id, type, parent_id, valid_from) values (?, ?, ?, ?, ?)")
                .params(UUID.randomUUID(), id, type, parent, SINCE)
                .update();
        return id;
    }

    private UUID member(String code, UUID cell, Office office) {
        var id = UUID.randomUUID();
        jdbc.sql("insert into organization.member (id, code, full_name, name_folded) values (?, ?, ?, ?)")
                .params(id, "DV-" + code, "Nguyễn Văn Thử", "nguyen van thu")
                .update();
        jdbc.sql("""
                        insert into organization.membership (id, member_id, cell_id, state, joined_on, valid_from)
                        values (?, ?, ?, 'OFFICIAL', ?, ?)""").params(UUID.randomUUID(), id, cell, SINCE, SINCE).update();
        jdbc.sql(
                        "insert into organization.office_term (id, member_id, office, unit_id, valid_from) values (?, ?, ?, ?, ?)")
                .params(UUID.randomUUID(), id, office.name(), cell, SINCE)
                .update();
        return id;
    }
}
