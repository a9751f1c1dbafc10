package vn.chibo.organization.workbook;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import vn.chibo.organization.Area;
import vn.chibo.organization.CellType;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Office;
import vn.chibo.organization.Participation;
import vn.chibo.organization.Sex;
import vn.chibo.organization.UnitType;
import vn.chibo.shared.Texts;

/** Loads what the planner compares with and writes what it planned, in batches. */
@Repository
class RecordedStore {

    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;

    RecordedStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Lets nobody else change the organisation until the transaction ends; readers are not held up. */
    void lock() {
        jdbc.execute("lock table organization.unit, organization.unit_placement, organization.member,"
                + " organization.membership, organization.participation, organization.office_term"
                + " in share row exclusive mode");
    }

    boolean isEmpty() {
        return Boolean.FALSE.equals(
                jdbc.queryForObject("select exists (select 1 from organization.unit)", Boolean.class));
    }

    Recorded load(NamedCodes named) {
        var recorded = new Recorded();
        jdbc.query(
                "select id, code, national_code, name, cell_type, area, valid_from, valid_to from organization.unit",
                row -> {
                    recorded.add(new Recorded.Unit(
                            id(row, "id"),
                            row.getString("code"),
                            row.getString("national_code"),
                            row.getString("name"),
                            constant(CellType.class, row.getString("cell_type")),
                            constant(Area.class, row.getString("area")),
                            day(row, "valid_from"),
                            row.getObject("valid_to", LocalDate.class)));
                });
        jdbc.query(
                "select id, unit_id, type, parent_id, valid_from, valid_to from organization.unit_placement", row -> {
                    recorded.add(new Recorded.Placement(
                            id(row, "id"),
                            id(row, "unit_id"),
                            UnitType.valueOf(row.getString("type")),
                            row.getObject("parent_id", UUID.class),
                            day(row, "valid_from"),
                            row.getObject("valid_to", LocalDate.class)));
                });
        loadMembers(recorded, named);
        return recorded;
    }

    private void loadMembers(Recorded recorded, NamedCodes named) {
        var codes = named.members().toArray(String[]::new);
        query(
                "select code, card_number from organization.member where card_number = any (?)",
                named.cards().toArray(String[]::new),
                row -> recorded.cardHolders.put(row.getString("card_number"), row.getString("code")));
        query(
                """
                select t.id, t.member_id, t.office, t.unit_id, t.valid_from, t.valid_to from organization.office_term t
                join organization.member m on m.id = t.member_id
                where m.code = any (?) or t.office in ('CELL_SECRETARY', 'PARTY_COMMITTEE_SECRETARY')
                """,
                codes,
                row -> recorded.add(new Recorded.Term(
                        id(row, "id"),
                        id(row, "member_id"),
                        Office.valueOf(row.getString("office")),
                        id(row, "unit_id"),
                        day(row, "valid_from"),
                        row.getObject("valid_to", LocalDate.class))));
        query(
                """
                select id, code, full_name, sex, birth_date, ethnic_group, card_number, admitted_on, official_on
                from organization.member m
                where code = any (?) or exists (select 1 from organization.office_term t where t.member_id = m.id
                                                and t.office in ('CELL_SECRETARY', 'PARTY_COMMITTEE_SECRETARY'))
                """,
                codes,
                row -> recorded.add(new Recorded.Member(
                        id(row, "id"),
                        row.getString("code"),
                        row.getString("full_name"),
                        constant(Sex.class, row.getString("sex")),
                        row.getObject("birth_date", LocalDate.class),
                        row.getString("ethnic_group"),
                        row.getString("card_number"),
                        row.getObject("admitted_on", LocalDate.class),
                        row.getObject("official_on", LocalDate.class))));
        query(
                """
                select s.id, s.member_id, s.cell_id, s.state, s.joined_on, s.valid_from, s.valid_to
                from organization.membership s join organization.member m on m.id = s.member_id where m.code = any (?)
                """,
                codes,
                row -> recorded.add(new Recorded.Membership(
                        id(row, "id"),
                        id(row, "member_id"),
                        id(row, "cell_id"),
                        MembershipState.valueOf(row.getString("state")),
                        day(row, "joined_on"),
                        day(row, "valid_from"),
                        row.getObject("valid_to", LocalDate.class))));
        query(
                """
                select p.id, p.member_id, p.kind, p.valid_from, p.valid_to
                from organization.participation p join organization.member m on m.id = p.member_id where m.code = any (?)
                """,
                codes,
                row -> recorded.add(new Recorded.Absence(
                        id(row, "id"),
                        id(row, "member_id"),
                        Participation.valueOf(row.getString("kind")),
                        day(row, "valid_from"),
                        row.getObject("valid_to", LocalDate.class))));
    }

    /** Periods are checked against each other at the end of the transaction: one row may close what another opens. */
    void write(Recorded.Changes changes) {
        jdbc.execute("set constraints all deferred");
        batch(
                """
                insert into organization.unit
                    (id, code, national_code, name, name_folded, cell_type, area, valid_from, valid_to)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update set national_code = excluded.national_code, name = excluded.name,
                    name_folded = excluded.name_folded, cell_type = excluded.cell_type, area = excluded.area,
                    valid_from = excluded.valid_from, valid_to = excluded.valid_to
                """,
                changes.units.values(),
                (statement, unit) -> set(
                        statement,
                        unit.id(),
                        unit.code(),
                        unit.nationalCode(),
                        unit.name(),
                        Texts.fold(unit.name()),
                        unit.cellType(),
                        unit.area(),
                        unit.from(),
                        unit.to()));
        batch(
                """
                insert into organization.unit_placement (id, unit_id, type, parent_id, valid_from, valid_to)
                values (?, ?, ?, ?, ?, ?)
                on conflict (id) do update set type = excluded.type, parent_id = excluded.parent_id,
                    valid_from = excluded.valid_from, valid_to = excluded.valid_to
                """,
                changes.placements.values(),
                (statement, place) -> set(
                        statement, place.id(), place.unit(), place.type(), place.parent(), place.from(), place.to()));
        batch(
                """
                insert into organization.member
                    (id, code, full_name, name_folded, sex, birth_date, ethnic_group, card_number, admitted_on, official_on)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update set full_name = excluded.full_name, name_folded = excluded.name_folded,
                    sex = excluded.sex, birth_date = excluded.birth_date, ethnic_group = excluded.ethnic_group,
                    card_number = excluded.card_number, admitted_on = excluded.admitted_on,
                    official_on = excluded.official_on
                """,
                changes.members.values(),
                (statement, member) -> set(
                        statement,
                        member.id(),
                        member.code(),
                        member.fullName(),
                        Texts.fold(member.fullName()),
                        member.sex(),
                        member.birthDate(),
                        member.ethnicGroup(),
                        member.cardNumber(),
                        member.admittedOn(),
                        member.officialOn()));
        batch(
                """
                insert into organization.membership (id, member_id, cell_id, state, joined_on, valid_from, valid_to)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update set cell_id = excluded.cell_id, state = excluded.state,
                    joined_on = excluded.joined_on, valid_from = excluded.valid_from, valid_to = excluded.valid_to
                """,
                changes.memberships.values(),
                (statement, membership) -> set(
                        statement,
                        membership.id(),
                        membership.member(),
                        membership.cell(),
                        membership.state(),
                        membership.joinedOn(),
                        membership.from(),
                        membership.to()));
        batch(
                """
                insert into organization.participation (id, member_id, kind, valid_from, valid_to)
                values (?, ?, ?, ?, ?)
                on conflict (id) do update set kind = excluded.kind, valid_from = excluded.valid_from,
                    valid_to = excluded.valid_to
                """,
                changes.absences.values(),
                (statement, absence) ->
                        set(statement, absence.id(), absence.member(), absence.kind(), absence.from(), absence.to()));
        batch(
                """
                insert into organization.office_term (id, member_id, office, unit_id, valid_from, valid_to)
                values (?, ?, ?, ?, ?, ?)
                on conflict (id) do update set valid_from = excluded.valid_from, valid_to = excluded.valid_to
                """,
                changes.terms.values(),
                (statement, term) ->
                        set(statement, term.id(), term.member(), term.office(), term.unit(), term.from(), term.to()));
        jdbc.execute("set constraints all immediate");
    }

    private void query(String sql, String[] codes, org.springframework.jdbc.core.RowCallbackHandler rows) {
        jdbc.query(
                sql,
                statement -> statement.setArray(1, statement.getConnection().createArrayOf("text", codes)),
                rows);
    }

    private <T> void batch(String sql, Collection<T> rows, Setter<T> setter) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows, BATCH, setter::set);
        }
    }

    private interface Setter<T> {
        void set(PreparedStatement statement, T row) throws SQLException;
    }

    private static void set(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            var value = values[i];
            statement.setObject(i + 1, value instanceof Enum<?> constant ? constant.name() : value);
        }
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable String name) {
        return name == null ? null : Enum.valueOf(type, name);
    }
}
