package vn.chibo.organization.workbook;

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
 * Makes up a whole area of any size: one committee above, base organisations with about seven cells each, as 346 cells of
 * 51 organisations are. The same seed and size always give the same workbook.
 */
public final class MadeUpDistrict {

    /** Somebody who works with the system. */
    public record Officer(String account, String memberCode) {}

    /**
     * @param number from 1; part of the cell's code and name
     * @param commune number of the base organisation above
     */
    public record Cell(int number, int commune, String code, Officer secretary) {}

    /** A base organisation and the three people through whom it deals with its cells. */
    public record Commune(int number, Officer office, Officer department, Officer assigned) {}

    private static final LocalDate FOUNDED = LocalDate.of(2025, 7, 1);
    private static final LocalDate TERM = LocalDate.of(2025, 8, 1);
    private static final double CELLS_PER_COMMUNE = 346 / 51.0;

    private final Random random;
    private final Map<Layout, List<List<@Nullable Object>>> rows = new EnumMap<>(Layout.class);
    private final List<Cell> cells = new ArrayList<>();
    private final List<Commune> communes = new ArrayList<>();
    private int memberCount;

    public MadeUpDistrict(long seed, int cellCount) {
        random = new Random(seed);
        for (var layout : Layout.values()) {
            rows.put(layout, new ArrayList<>());
        }
        unit("MAU", "Đảng bộ tỉnh Mẫu", UnitType.PROVINCE, null, null);
        var communeCount = (int) Math.ceil(cellCount / CELLS_PER_COMMUNE);
        var number = 0;
        for (var commune = 1; commune <= communeCount; commune++) {
            var code = "MAU-%02d".formatted(commune);
            unit(code, "Đảng bộ xã Mẫu số " + commune, UnitType.COMMUNE, "MAU", null);
            var last = (int) Math.round((double) cellCount * commune / communeCount);
            var first = number + 1;
            while (number < last) {
                cell(++number, commune, code);
            }
            staff(commune, code, cells.subList(first - 1, number));
        }
    }

    public List<Cell> cells() {
        return cells;
    }

    public List<Commune> communes() {
        return communes;
    }

    public int members() {
        return memberCount;
    }

    public byte[] workbook() {
        return WorkbookTemplate.filled(rows);
    }

    private void unit(String code, String name, UnitType type, @Nullable String parent, @Nullable CellType cellType) {
        add(
                Layout.UNITS,
                code,
                name,
                Choices.UNIT_TYPE.label(type),
                parent,
                cellType == null ? null : Choices.CELL_TYPE.label(cellType),
                Choices.AREA.label(Area.RURAL),
                FOUNDED,
                null,
                null);
    }

    /** Three in seven are cells of villages, as in the district the number of cells comes from. */
    private void cell(int number, int commune, String communeCode) {
        var code = "MAU-CB%03d".formatted(number);
        var types = CellType.values();
        var type = random.nextInt(7) < 3 ? CellType.VILLAGE : types[random.nextInt(types.length)];
        unit(code, "Chi bộ số " + number, UnitType.CELL, communeCode, type);
        var size = 8 + random.nextInt(9);
        var probationary = random.nextInt(3) == 0 ? 1 : 0;
        var exempt = type == CellType.VILLAGE ? random.nextInt(3) : 0;
        var first = memberCount + 1;
        for (var index = 0; index < size; index++) {
            member(
                    code,
                    index >= size - probationary ? MembershipState.PROBATIONARY : MembershipState.OFFICIAL,
                    index < size - probationary && index >= size - probationary - exempt
                            ? Participation.EXEMPT
                            : Participation.ACTIVE);
        }
        office(first, Office.CELL_SECRETARY, code);
        office(first + 1, Office.CELL_DEPUTY_SECRETARY, code);
        if (size > 9) {
            office(first + 2, Office.CELL_COMMITTEE_MEMBER, code);
        }
        cells.add(new Cell(number, commune, code, new Officer("bithu.cb%03d".formatted(number), memberCode(first))));
    }

    /** The people of the committee are plain members of its first cell. */
    private void staff(int commune, String code, List<Cell> own) {
        var next = Integer.parseInt(own.getFirst().secretary().memberCode().substring(4)) + 3;
        office(next, Office.COMMITTEE_OFFICE, code);
        office(next + 1, Office.ORG_DEPARTMENT, code);
        own.forEach(cell -> office(next + 2, Office.ASSIGNED_COMMITTEE_MEMBER, cell.code()));
        communes.add(new Commune(
                commune,
                new Officer("vanphong.%02d".formatted(commune), memberCode(next)),
                new Officer("banxaydung.%02d".formatted(commune), memberCode(next + 1)),
                new Officer("capuy.%02d".formatted(commune), memberCode(next + 2))));
    }

    private void member(String cellCode, MembershipState state, Participation participation) {
        var number = ++memberCount;
        var female = random.nextInt(100) < 40;
        var age = participation == Participation.EXEMPT ? 76 + random.nextInt(12) : 26 + random.nextInt(34);
        var born = LocalDate.of(2026 - age, 1 + random.nextInt(12), 1 + random.nextInt(28));
        var admitted = state == MembershipState.PROBATIONARY
                ? LocalDate.of(2026, 3 + random.nextInt(6), 1 + random.nextInt(28))
                : born.plusYears(20 + random.nextInt(4)).plusDays(random.nextInt(300));
        var away = participation != Participation.ACTIVE;
        add(
                Layout.MEMBERS,
                memberCode(number),
                MadeUpNames.next(random, female),
                Choices.SEX.label(female ? Sex.FEMALE : Sex.MALE),
                born,
                "Kinh",
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

    private void office(int member, Office office, String unit) {
        add(Layout.OFFICES, memberCode(member), Choices.OFFICE.label(office), unit, TERM, null);
    }

    private static String memberCode(int number) {
        return "MAU-%05d".formatted(number);
    }

    private void add(Layout layout, @Nullable Object... values) {
        rows.get(layout).add(Arrays.asList(values));
    }
}
