package vn.chibo.organization.workbook;

import static vn.chibo.organization.workbook.Layout.Column.AREA;
import static vn.chibo.organization.workbook.Layout.Column.CELL_TYPE;
import static vn.chibo.organization.workbook.Layout.Column.NATIONAL_CODE;
import static vn.chibo.organization.workbook.Layout.Column.PARENT;
import static vn.chibo.organization.workbook.Layout.Column.UNIT_CODE;
import static vn.chibo.organization.workbook.Layout.Column.UNIT_FROM;
import static vn.chibo.organization.workbook.Layout.Column.UNIT_NAME;
import static vn.chibo.organization.workbook.Layout.Column.UNIT_TO;
import static vn.chibo.organization.workbook.Layout.Column.UNIT_TYPE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.Area;
import vn.chibo.organization.CellType;
import vn.chibo.organization.UnitType;

/**
 * Plans the sheet of organisations. A known code with another parent or type from a later day is a move: the old place
 * is closed on that day. The same day corrects the place; an earlier day is refused, it would rewrite history.
 */
final class UnitSheet {

    /** What may stand above what, over both shapes of the tree (domain README §2). */
    private static final Map<UnitType, Set<UnitType>> ABOVE = Map.of(
            UnitType.PROVINCE, Set.of(),
            UnitType.COMMUNE, Set.of(UnitType.PROVINCE),
            UnitType.BASE, Set.of(UnitType.PROVINCE, UnitType.COMMUNE),
            UnitType.SECTION, Set.of(UnitType.BASE),
            UnitType.SUB_BASE, Set.of(UnitType.COMMUNE, UnitType.BASE),
            UnitType.CELL, Set.of(UnitType.COMMUNE, UnitType.BASE, UnitType.SECTION, UnitType.SUB_BASE),
            UnitType.GROUP, Set.of(UnitType.CELL));

    private record Row(
            RowReader at,
            String code,
            String name,
            UnitType type,
            @Nullable String parent,
            @Nullable CellType cellType,
            @Nullable Area area,
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable String nationalCode) {}

    private final Recorded recorded;
    private final Scopes scopes;
    private final List<RowChange> changes;
    private final Map<String, String> nationalCodes = new HashMap<>();
    private final Map<UUID, Recorded.@Nullable Placement> placedBefore = new HashMap<>();

    UnitSheet(Recorded recorded, Scopes scopes, List<RowChange> changes) {
        this.recorded = recorded;
        this.scopes = scopes;
        this.changes = changes;
    }

    void plan(List<RowReader> readers) {
        var rows = new ArrayList<Row>();
        var seen = new HashMap<String, Integer>();
        for (var reader : readers) {
            var row = parse(reader);
            if (row == null) {
                continue;
            }
            var earlier = seen.putIfAbsent(row.code(), reader.row());
            if (earlier == null) {
                rows.add(row);
            } else {
                reader.error(UNIT_CODE, "duplicateCode", row.code(), earlier);
            }
        }
        rows.forEach(this::checkScope);
        recorded.placements.keySet().forEach(unit -> placedBefore.put(unit, recorded.placement(unit)));
        var fields = new HashMap<String, RowFields>();
        var created = new HashSet<String>();
        for (var row : rows) {
            if (!recorded.units.containsKey(row.code())) {
                created.add(row.code());
            }
            fields.put(row.code(), identity(row));
        }
        rows.forEach(row -> place(row, Objects.requireNonNull(fields.get(row.code()))));
        rows.forEach(this::checkCycle);
        rows.forEach(this::checkNewPlace);
        for (var row : rows) {
            if (!row.at().failed()) {
                changes.add(Objects.requireNonNull(fields.get(row.code()))
                        .row(row.at(), created.contains(row.code()), row.code(), row.name()));
            }
        }
    }

    private @Nullable Row parse(RowReader at) {
        var code = at.requiredCode(UNIT_CODE);
        var name = at.requiredText(UNIT_NAME, 200);
        var type = at.requiredChoice(UNIT_TYPE, Choices.UNIT_TYPE);
        var known = recorded.units.get(code);
        var parent = at.code(PARENT);
        var cellType = at.choice(CELL_TYPE, Choices.CELL_TYPE);
        var area = at.choice(AREA, Choices.AREA);
        var from = at.date(UNIT_FROM);
        var to = at.date(UNIT_TO);
        var nationalCode = at.digits(NATIONAL_CODE, 14);
        if (from == null && known == null && !at.failed()) {
            at.error(UNIT_FROM, "required");
        }
        if (at.failed() || type == null) {
            return null;
        }
        var place = known == null ? null : recorded.placement(known.id());
        var since = from != null
                ? from
                : place != null ? place.from() : Objects.requireNonNull(known).from();
        if (parent == null && place != null && place.parent() != null) {
            parent = Objects.requireNonNull(recorded.unitsById.get(place.parent()))
                    .code();
        }
        if (RowReader.CLEAR.equals(parent)) {
            parent = null;
        }
        if (known != null) {
            cellType = cellType == null && type == UnitType.CELL ? known.cellType() : cellType;
            area = area == null && !at.clears(AREA) ? known.area() : area;
            to = to == null && !at.clears(UNIT_TO) ? known.to() : to;
            nationalCode = nationalCode == null ? known.nationalCode() : nationalCode;
        }
        nationalCode = RowReader.CLEAR.equals(nationalCode) ? null : nationalCode;
        if (to != null && !to.isAfter(since)) {
            at.error(UNIT_TO, "endBeforeStart", RowFields.show(to), RowFields.show(since));
        }
        if (type == UnitType.CELL && cellType == null) {
            at.error(CELL_TYPE, "cellNeedsType");
        } else if (type != UnitType.CELL && cellType != null) {
            at.error(CELL_TYPE, "onlyCellsHaveType");
        }
        checkNationalCode(at, code, nationalCode);
        return at.failed() ? null : new Row(at, code, name, type, parent, cellType, area, since, to, nationalCode);
    }

    private void checkNationalCode(RowReader at, String code, @Nullable String nationalCode) {
        if (nationalCode == null) {
            return;
        }
        var holder = nationalCodes.putIfAbsent(nationalCode, code);
        var other = holder != null
                ? holder
                : recorded.units.values().stream()
                        .filter(unit -> nationalCode.equals(unit.nationalCode()))
                        .map(Recorded.Unit::code)
                        .findFirst()
                        .orElse(code);
        if (!other.equals(code)) {
            at.error(NATIONAL_CODE, "nationalCodeTaken", nationalCode, other);
        }
    }

    private void checkScope(Row row) {
        var known = recorded.units.get(row.code());
        if (known != null && !scopes.contains(known.id())) {
            row.at().error(UNIT_CODE, "outOfScope", row.code());
        }
    }

    private RowFields identity(Row row) {
        var fields = new RowFields();
        var known = recorded.units.get(row.code());
        fields.compare(UNIT_NAME, known == null ? null : known.name(), row.name());
        fields.compare(
                CELL_TYPE,
                Choices.CELL_TYPE.label(known == null ? null : known.cellType()),
                Choices.CELL_TYPE.label(row.cellType()));
        fields.compare(AREA, Choices.AREA.label(known == null ? null : known.area()), Choices.AREA.label(row.area()));
        fields.compare(UNIT_TO, known == null ? null : known.to(), row.to());
        fields.compare(NATIONAL_CODE, known == null ? null : known.nationalCode(), row.nationalCode());
        recorded.put(new Recorded.Unit(
                known == null ? UUID.randomUUID() : known.id(),
                row.code(),
                row.nationalCode(),
                row.name(),
                row.cellType(),
                row.area(),
                known == null ? row.from() : known.from(),
                row.to()));
        return fields;
    }

    private void place(Row row, RowFields fields) {
        var unit = Objects.requireNonNull(recorded.units.get(row.code()));
        var parent = row.parent() == null ? null : recorded.units.get(row.parent());
        if (row.parent() != null && parent == null) {
            row.at().error(PARENT, "unknownParent", row.parent());
            return;
        }
        var known = recorded.placement(unit.id());
        var parentId = parent == null ? null : parent.id();
        boolean same = known != null && known.type() == row.type() && Objects.equals(known.parent(), parentId);
        if (parent != null && parent.from().isAfter(row.from())) {
            row.at().warn(PARENT, "parentBeginsLater", parent.code(), RowFields.show(parent.from()));
        }
        var before = known == null || known.parent() == null ? null : recorded.unitsById.get(known.parent());
        fields.compare(
                UNIT_TYPE,
                Choices.UNIT_TYPE.label(known == null ? null : known.type()),
                Choices.UNIT_TYPE.label(row.type()));
        fields.compare(PARENT, before == null ? null : before.code(), row.parent());
        if (known == null) {
            fields.compare(UNIT_FROM, (LocalDate) null, row.from());
            recorded.put(
                    new Recorded.Placement(UUID.randomUUID(), unit.id(), row.type(), parentId, row.from(), row.to()));
        } else if (same) {
            keepPlace(row, fields, unit, known);
        } else {
            move(row, fields, unit, known, parentId);
        }
    }

    /** Same place: only its dates may be corrected, and its beginning only as long as the unit never moved. */
    private void keepPlace(Row row, RowFields fields, Recorded.Unit unit, Recorded.Placement known) {
        var first = Objects.requireNonNull(recorded.placements.get(unit.id())).size() == 1;
        var from = first ? row.from() : known.from();
        if (!first && !row.from().equals(known.from())) {
            row.at().warn(UNIT_FROM, "beginningKept", RowFields.show(known.from()));
        }
        fields.compare(UNIT_FROM, known.from(), from);
        recorded.put(new Recorded.Placement(known.id(), known.unit(), known.type(), known.parent(), from, row.to()));
        if (first) {
            recorded.put(new Recorded.Unit(
                    unit.id(),
                    unit.code(),
                    unit.nationalCode(),
                    unit.name(),
                    unit.cellType(),
                    unit.area(),
                    from,
                    unit.to()));
        }
    }

    private void move(Row row, RowFields fields, Recorded.Unit unit, Recorded.Placement known, @Nullable UUID parent) {
        if (row.from().isBefore(known.from())) {
            row.at().error(UNIT_FROM, "moveBeforeRecorded", RowFields.show(known.from()));
            return;
        }
        fields.compare(UNIT_FROM, known.from(), row.from());
        if (row.from().equals(known.from())) {
            recorded.put(new Recorded.Placement(known.id(), unit.id(), row.type(), parent, known.from(), row.to()));
            return;
        }
        recorded.put(
                new Recorded.Placement(known.id(), unit.id(), known.type(), known.parent(), known.from(), row.from()));
        recorded.put(new Recorded.Placement(UUID.randomUUID(), unit.id(), row.type(), parent, row.from(), row.to()));
    }

    private void checkCycle(Row row) {
        var place = placeOf(row);
        if (place == null) {
            return;
        }
        var parent = place.parent() == null ? null : recorded.placement(place.parent());
        if (parent == null) {
            if (place.parent() == null && (row.type() == UnitType.CELL || row.type() == UnitType.GROUP)) {
                row.at().error(PARENT, "needsParent");
            }
            return;
        }
        var path = new ArrayList<String>(List.of(row.code()));
        for (var up = parent; up != null; up = up.parent() == null ? null : recorded.placement(up.parent())) {
            var code = Objects.requireNonNull(recorded.unitsById.get(up.unit())).code();
            boolean closed = path.contains(code);
            path.add(code);
            if (closed) {
                row.at().error(PARENT, "cycle", String.join(" → ", path));
                return;
            }
        }
        if (!ABOVE.getOrDefault(row.type(), Set.of()).contains(parent.type())) {
            row.at()
                    .error(
                            PARENT,
                            "parentType",
                            Choices.UNIT_TYPE.label(row.type()),
                            Choices.UNIT_TYPE.label(parent.type()));
        }
    }

    /**
     * Where a new or moved unit comes to stand must lie in the scope as well; a chain of new units hangs on one that
     * does. The unit at the top of the scope may stay where it is.
     */
    private void checkNewPlace(Row row) {
        var unit = Objects.requireNonNull(recorded.units.get(row.code())).id();
        var before = placedBefore.get(unit);
        var place = recorded.placement(unit);
        if (place == null || row.at().failed()) {
            return;
        }
        if (before == null || !Objects.equals(before.parent(), place.parent())) {
            var up = place.parent();
            while (up != null && !scopes.contains(up)) {
                var next = recorded.placement(up);
                up = next == null ? null : next.parent();
            }
            if (up == null && !scopes.everything()) {
                row.at().error(PARENT, "outOfScope", row.parent() == null ? row.code() : row.parent());
                return;
            }
        }
        scopes.include(unit);
    }

    private Recorded.@Nullable Placement placeOf(Row row) {
        return recorded.placement(
                Objects.requireNonNull(recorded.units.get(row.code())).id());
    }
}
