package vn.chibo.organization.workbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.Area;
import vn.chibo.organization.CellType;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Office;
import vn.chibo.organization.Participation;
import vn.chibo.organization.Sex;
import vn.chibo.organization.UnitType;

/**
 * Makes up the sample commune: always the same one. All names are drawn from lists, all codes begin with {@code MAU}
 * (sample). {@code SampleCommuneTest} fails when {@code samples/} is not from here.
 */
final class SampleCommune {

    static final Path WORKBOOK = Path.of("../samples/xa-mau.xlsx");
    static final Path ACCOUNTS = Path.of("../samples/accounts.csv");
    static final String PASSWORD = "chibo-2026";

    private static final String COMMUNE = "MAU";
    private static final LocalDate FOUNDED = LocalDate.of(2025, 7, 1);
    private static final LocalDate TERM = LocalDate.of(2025, 8, 1);

    /** A cell and how many of its members are what. Officers are always among the official members taking part. */
    private record Cell(
            String name, CellType type, Area area, int members, int probationary, int exempt, int away, int special) {}

    private static final List<Cell> CELLS = List.of(
            new Cell("Chi bộ thôn Một", CellType.VILLAGE, Area.RURAL, 28, 1, 4, 2, 0),
            new Cell("Chi bộ thôn Hai", CellType.VILLAGE, Area.RURAL, 34, 2, 5, 1, 0),
            new Cell("Chi bộ thôn Ba", CellType.VILLAGE, Area.RURAL, 30, 1, 6, 2, 0),
            new Cell("Chi bộ bản Thượng", CellType.VILLAGE, Area.MOUNTAIN, 22, 2, 3, 1, 0),
            new Cell("Chi bộ bản Hạ", CellType.VILLAGE, Area.MOUNTAIN, 26, 1, 4, 3, 0),
            new Cell("Chi bộ bản Nậm Mẫu", CellType.VILLAGE, Area.MOUNTAIN, 3, 1, 0, 0, 0),
            new Cell("Chi bộ thôn Bảy", CellType.VILLAGE, Area.RURAL, 32, 1, 7, 1, 0),
            new Cell("Chi bộ thôn Tám", CellType.VILLAGE, Area.RURAL, 14, 0, 10, 0, 0),
            new Cell("Chi bộ tổ dân phố 1", CellType.VILLAGE, Area.URBAN, 45, 2, 9, 2, 0),
            new Cell("Chi bộ tổ dân phố 2", CellType.VILLAGE, Area.URBAN, 40, 1, 8, 1, 0),
            new Cell("Chi bộ tổ dân phố 3", CellType.VILLAGE, Area.URBAN, 38, 2, 6, 2, 0),
            new Cell("Chi bộ tổ dân phố 4", CellType.VILLAGE, Area.URBAN, 36, 1, 7, 0, 0),
            new Cell("Chi bộ khối Đảng, đoàn thể", CellType.AGENCY, Area.URBAN, 27, 1, 0, 1, 0),
            new Cell("Chi bộ khối chính quyền", CellType.AGENCY, Area.URBAN, 35, 2, 0, 1, 0),
            new Cell("Chi bộ trạm y tế", CellType.AGENCY, Area.URBAN, 7, 0, 0, 0, 0),
            new Cell("Chi bộ trường mầm non", CellType.SCHOOL, Area.RURAL, 24, 3, 0, 2, 0),
            new Cell("Chi bộ trường tiểu học", CellType.SCHOOL, Area.RURAL, 31, 2, 0, 1, 0),
            new Cell("Chi bộ trường trung học cơ sở", CellType.SCHOOL, Area.URBAN, 29, 2, 0, 1, 0),
            new Cell("Chi bộ trường trung học phổ thông", CellType.SCHOOL, Area.URBAN, 33, 3, 0, 2, 0),
            new Cell("Chi bộ nông trường Mẫu", CellType.STATE_ENTERPRISE, Area.MOUNTAIN, 21, 1, 0, 2, 0),
            new Cell("Chi bộ công ty may Mẫu", CellType.PRIVATE_ENTERPRISE, Area.URBAN, 12, 2, 0, 0, 0),
            new Cell("Chi bộ công an xã", CellType.ARMED_FORCES, Area.URBAN, 23, 1, 0, 0, 5),
            new Cell("Chi bộ ban chỉ huy quân sự xã", CellType.ARMED_FORCES, Area.URBAN, 11, 1, 0, 0, 2));

    /** Cells with a secretary and nobody else: two official members, and a health station that never elected more. */
    private static final List<Integer> ONLY_SECRETARY = List.of(6, 15);

    /** Cells with at least so many official members elect a chi ủy (Statute art. 24). */
    private static final int COMMITTEE_FROM = 9;

    private final Random random = new Random(2026);
    private final Map<Layout, List<List<@Nullable Object>>> rows = new EnumMap<>(Layout.class);
    private final List<String> accounts = new ArrayList<>();
    private int memberCount;

    SampleCommune() {
        for (var layout : Layout.values()) {
            rows.put(layout, new ArrayList<>());
        }
        unit(COMMUNE, "Đảng bộ xã Mẫu", UnitType.COMMUNE, null, null, Area.RURAL);
        for (int number = 1; number <= CELLS.size(); number++) {
            cell(number, CELLS.get(number - 1));
        }
    }

    static void write() throws IOException {
        var sample = new SampleCommune();
        Files.write(WORKBOOK, sample.workbook());
        Files.writeString(ACCOUNTS, sample.accounts());
    }

    Map<Layout, List<List<@Nullable Object>>> rows() {
        return rows;
    }

    byte[] workbook() {
        return WorkbookTemplate.filled(rows);
    }

    String accounts() {
        return "account,password,role,memberCode\n" + String.join("\n", accounts) + "\n";
    }

    static String cellCode(int number) {
        return "%s-CB%02d".formatted(COMMUNE, number);
    }

    private void unit(
            String code, String name, UnitType type, @Nullable String parent, @Nullable CellType cellType, Area area) {
        add(
                Layout.UNITS,
                code,
                name,
                Choices.UNIT_TYPE.label(type),
                parent,
                cellType == null ? null : Choices.CELL_TYPE.label(cellType),
                Choices.AREA.label(area),
                FOUNDED,
                null,
                parent == null ? null : "99001001000%03d".formatted(Integer.parseInt(code.substring(6))));
    }

    private void cell(int number, Cell cell) {
        var code = cellCode(number);
        unit(code, cell.name(), UnitType.CELL, COMMUNE, cell.type(), cell.area());
        int first = memberCount + 1;
        int absentFrom = cell.members() - cell.probationary() - cell.exempt() - cell.away() - cell.special();
        for (int index = 0; index < cell.members(); index++) {
            int beyond = index - absentFrom;
            if (index >= cell.members() - cell.probationary()) {
                member(cell, code, MembershipState.PROBATIONARY, Participation.ACTIVE);
            } else if (beyond < 0) {
                member(cell, code, MembershipState.OFFICIAL, Participation.ACTIVE);
            } else if (beyond < cell.exempt()) {
                member(cell, code, MembershipState.OFFICIAL, Participation.EXEMPT);
            } else if (beyond < cell.exempt() + cell.away()) {
                member(cell, code, MembershipState.OFFICIAL, Participation.TEMP_AWAY);
            } else {
                member(cell, code, MembershipState.OFFICIAL, Participation.SPECIAL_DUTY);
            }
        }
        cellOffices(number, code, first, cell);
        if (number == 13) {
            communeOffices(first);
        }
    }

    private void cellOffices(int number, String code, int first, Cell cell) {
        var suffix = ".cb%02d".formatted(number);
        office(first, Office.CELL_SECRETARY, code);
        account("bithu" + suffix, "Bí thư chi bộ", first);
        if (ONLY_SECRETARY.contains(number)) {
            return;
        }
        office(first + 1, Office.CELL_DEPUTY_SECRETARY, code);
        account("phobithu" + suffix, "Phó bí thư chi bộ", first + 1);
        int official = cell.members() - cell.probationary();
        int committee = official < COMMITTEE_FROM ? 0 : official < 20 ? 1 : 3;
        for (int index = 0; index < committee; index++) {
            office(first + 2 + index, Office.CELL_COMMITTEE_MEMBER, code);
        }
        if (number == 1 || number == 2 || number == 9 || number == 13) {
            account("chiuy" + suffix, "Chi ủy viên", first + 2);
        }
        if (number <= 3) {
            account("dangvien" + suffix, "Đảng viên", first + 6);
        }
    }

    /** The commune's people are members of the cell of Party bodies; four of them look after all the cells. */
    private void communeOffices(int first) {
        int next = first + 6;
        office(next, Office.PARTY_COMMITTEE_SECRETARY, COMMUNE);
        account("bithu.danguy", "Bí thư đảng ủy", next++);
        for (int assigned = 1; assigned <= 4; assigned++) {
            if (assigned <= 3) {
                office(next, Office.STANDING_COMMITTEE_MEMBER, COMMUNE);
            }
            for (int number = assigned; number <= CELLS.size(); number += 4) {
                office(next, Office.ASSIGNED_COMMITTEE_MEMBER, cellCode(number));
            }
            account("capuy." + assigned, "Cấp ủy viên phụ trách chi bộ", next++);
        }
        office(next, Office.COMMITTEE_OFFICE, COMMUNE);
        account("vanphong", "Văn phòng đảng ủy", next++);
        office(next, Office.COMMITTEE_OFFICE, COMMUNE);
        account("vanphong.2", "Văn phòng đảng ủy", next++);
        office(next, Office.ORG_DEPARTMENT, COMMUNE);
        account("banxaydungdang", "Ban Xây dựng Đảng", next++);
        office(next, Office.ORG_DEPARTMENT, COMMUNE);
        account("banxaydungdang.2", "Ban Xây dựng Đảng", next++);
        office(next, Office.SUPERVISOR, COMMUNE);
        account("giamsat", "Cán bộ giám sát", next++);
        office(next, Office.ADMINISTRATOR, COMMUNE);
        account("quantri", "Quản trị hệ thống", next);
    }

    private void member(Cell cell, String cellCode, MembershipState state, Participation participation) {
        int number = ++memberCount;
        boolean female = random.nextInt(100) < (cell.type() == CellType.SCHOOL ? 70 : 35);
        int age = participation == Participation.EXEMPT
                ? 76 + random.nextInt(12)
                : state == MembershipState.PROBATIONARY ? 21 + random.nextInt(14) : 26 + random.nextInt(34);
        var born = LocalDate.of(2026 - age, 1 + random.nextInt(12), 1 + random.nextInt(28));
        var admitted = state == MembershipState.PROBATIONARY
                ? LocalDate.of(2026, 3 + random.nextInt(6), 1 + random.nextInt(28))
                : born.plusYears(20 + random.nextInt(4)).plusDays(random.nextInt(300));
        var away = participation != Participation.ACTIVE;
        add(
                Layout.MEMBERS,
                memberCode(number),
                name(female),
                Choices.SEX.label(female ? Sex.FEMALE : Sex.MALE),
                born,
                cell.area() == Area.MOUNTAIN && random.nextInt(100) < 60
                        ? pick(List.of("Thái", "Mông", "Tày", "Dao"))
                        : "Kinh",
                "0990%08d".formatted(number),
                admitted,
                state == MembershipState.PROBATIONARY ? null : admitted.plusYears(1),
                cellCode,
                Choices.STATE.label(state),
                admitted.isAfter(FOUNDED) ? admitted : FOUNDED,
                null,
                away ? Choices.PARTICIPATION.label(participation) : null,
                away ? FOUNDED : null,
                null);
    }

    private String name(boolean female) {
        return MadeUpNames.next(random, female);
    }

    private void office(int member, Office office, String unit) {
        add(Layout.OFFICES, memberCode(member), Choices.OFFICE.label(office), unit, TERM, null);
    }

    private void account(String account, String role, int member) {
        accounts.add(String.join(",", account, PASSWORD, role, memberCode(member)));
    }

    private static String memberCode(int number) {
        return "%s-%04d".formatted(COMMUNE, number);
    }

    private void add(Layout layout, @Nullable Object... values) {
        rows.get(layout).add(Arrays.asList(values));
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
