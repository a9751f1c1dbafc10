package vn.chibo.organization.workbook;

import static vn.chibo.organization.workbook.Layout.Column.ADMITTED;
import static vn.chibo.organization.workbook.Layout.Column.BIRTH_DATE;
import static vn.chibo.organization.workbook.Layout.Column.CARD_NUMBER;
import static vn.chibo.organization.workbook.Layout.Column.CELL;
import static vn.chibo.organization.workbook.Layout.Column.ETHNIC_GROUP;
import static vn.chibo.organization.workbook.Layout.Column.FULL_NAME;
import static vn.chibo.organization.workbook.Layout.Column.JOINED;
import static vn.chibo.organization.workbook.Layout.Column.LEFT;
import static vn.chibo.organization.workbook.Layout.Column.MEMBER_CODE;
import static vn.chibo.organization.workbook.Layout.Column.OFFICIAL;
import static vn.chibo.organization.workbook.Layout.Column.PARTICIPATION;
import static vn.chibo.organization.workbook.Layout.Column.PARTICIPATION_FROM;
import static vn.chibo.organization.workbook.Layout.Column.PARTICIPATION_TO;
import static vn.chibo.organization.workbook.Layout.Column.SEX;
import static vn.chibo.organization.workbook.Layout.Column.STATE;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Participation;
import vn.chibo.organization.UnitType;

/**
 * Plans the sheet of members. Another cell from a later day is a transfer, probationary to official is a recognition:
 * the old membership is closed on that day and the next one opened, so that past meetings keep their members.
 */
final class MemberSheet {

    private record Seen(int row, String cell) {}

    private final Recorded recorded;
    private final Scopes scopes;
    private final LocalDate today;
    private final List<RowChange> changes;
    private final Map<String, Seen> seen = new HashMap<>();

    MemberSheet(Recorded recorded, Scopes scopes, LocalDate today, List<RowChange> changes) {
        this.recorded = recorded;
        this.scopes = scopes;
        this.today = today;
        this.changes = changes;
    }

    void plan(List<RowReader> readers) {
        readers.forEach(this::plan);
    }

    private void plan(RowReader at) {
        var code = at.requiredCode(MEMBER_CODE);
        var name = at.requiredText(FULL_NAME, 100);
        var cellCode = at.requiredCode(CELL);
        var state = at.requiredChoice(STATE, Choices.STATE);
        if (!code.isEmpty()) {
            var earlier = seen.putIfAbsent(code, new Seen(at.row(), cellCode));
            if (earlier != null && earlier.cell().equals(cellCode)) {
                at.error(MEMBER_CODE, "duplicateCode", code, earlier.row());
            } else if (earlier != null) {
                at.error(CELL, "inTwoCells", code, earlier.cell(), earlier.row());
            }
        }
        var known = recorded.members.get(code);
        var fields = new RowFields();
        var person = person(at, code, name, known, fields);
        var cell = cell(at, cellCode);
        if (at.failed() || person == null || cell == null || state == null) {
            return;
        }
        var old = recorded.membership(person.id());
        if (old != null && !scopes.contains(old.cell())) {
            at.error(MEMBER_CODE, "memberOutOfScope", code);
            return;
        }
        recorded.put(person);
        membership(at, person, cell, state, fields);
        participation(at, person, fields);
        if (!at.failed()) {
            changes.add(fields.row(at, known == null, code, name));
        }
    }

    private Recorded.@Nullable Member person(
            RowReader at, String code, String name, Recorded.@Nullable Member known, RowFields fields) {
        var sex = at.choice(SEX, Choices.SEX);
        var born = at.date(BIRTH_DATE);
        var ethnicGroup = at.text(ETHNIC_GROUP, 50);
        var card = at.digits(CARD_NUMBER, 12);
        var admitted = at.date(ADMITTED);
        var official = at.date(OFFICIAL);
        if (known != null) {
            sex = sex == null && !at.clears(SEX) ? known.sex() : sex;
            born = born == null && !at.clears(BIRTH_DATE) ? known.birthDate() : born;
            ethnicGroup = ethnicGroup == null ? known.ethnicGroup() : ethnicGroup;
            card = card == null ? known.cardNumber() : card;
            admitted = admitted == null && !at.clears(ADMITTED) ? known.admittedOn() : admitted;
            official = official == null && !at.clears(OFFICIAL) ? known.officialOn() : official;
        }
        ethnicGroup = RowReader.CLEAR.equals(ethnicGroup) ? null : ethnicGroup;
        card = RowReader.CLEAR.equals(card) ? null : card;
        if (born != null && born.isAfter(today)) {
            at.error(BIRTH_DATE, "bornInFuture", RowFields.show(born));
        }
        if (admitted != null && admitted.isAfter(today)) {
            at.error(ADMITTED, "dateInFuture", RowFields.show(admitted));
        }
        if (born != null && admitted != null && !born.plusYears(16).isBefore(admitted)) {
            at.error(ADMITTED, "admittedTooYoung", RowFields.show(admitted), RowFields.show(born));
        }
        if (admitted != null && official != null && official.isBefore(admitted)) {
            at.error(OFFICIAL, "officialBeforeAdmission", RowFields.show(official), RowFields.show(admitted));
        }
        if (card != null) {
            var holder = recorded.cardHolders.putIfAbsent(card, code);
            if (holder != null && !holder.equals(code)) {
                at.error(CARD_NUMBER, "cardTaken", card, holder);
            }
        }
        if (at.failed()) {
            return null;
        }
        fields.compare(FULL_NAME, known == null ? null : known.fullName(), name);
        fields.compare(SEX, Choices.SEX.label(known == null ? null : known.sex()), Choices.SEX.label(sex));
        fields.compare(BIRTH_DATE, known == null ? null : known.birthDate(), born);
        fields.compare(ETHNIC_GROUP, known == null ? null : known.ethnicGroup(), ethnicGroup);
        fields.compare(CARD_NUMBER, known == null ? null : known.cardNumber(), card);
        fields.compare(ADMITTED, known == null ? null : known.admittedOn(), admitted);
        fields.compare(OFFICIAL, known == null ? null : known.officialOn(), official);
        return new Recorded.Member(
                known == null ? UUID.randomUUID() : known.id(),
                code,
                name,
                sex,
                born,
                ethnicGroup,
                card,
                admitted,
                official);
    }

    private Recorded.@Nullable Unit cell(RowReader at, String code) {
        if (code.isEmpty()) {
            return null;
        }
        var cell = recorded.units.get(code);
        var place = cell == null ? null : recorded.placement(cell.id());
        if (cell == null) {
            at.error(CELL, "unknownUnit", code);
        } else if (place != null && place.type() != UnitType.CELL) {
            at.error(CELL, "notACell", code, Choices.UNIT_TYPE.label(place.type()));
        } else if (!scopes.contains(cell.id())) {
            at.error(CELL, "outOfScope", code);
        }
        return cell;
    }

    private void membership(
            RowReader at, Recorded.Member person, Recorded.Unit cell, MembershipState state, RowFields fields) {
        var joined = at.date(JOINED);
        var left = at.date(LEFT);
        if (at.failed()) {
            return;
        }
        var old = recorded.membership(person.id());
        if (joined != null && joined.isAfter(today)) {
            at.warn(JOINED, "beginsInFuture", RowFields.show(joined));
        }
        if (old == null || old.to() != null && joined != null && !joined.isBefore(old.to())) {
            var from = joined != null ? joined : later(cell.from(), person.admittedOn());
            if (endsTooEarly(at, LEFT, from, left)) {
                return;
            }
            fields.compare(CELL, null, cell.code());
            fields.compare(STATE, null, Choices.STATE.label(state));
            fields.compare(JOINED, (LocalDate) null, from);
            fields.compare(LEFT, (LocalDate) null, left);
            recorded.put(new Recorded.Membership(UUID.randomUUID(), person.id(), cell.id(), state, from, from, left));
        } else if (old.cell().equals(cell.id())) {
            stay(at, person, state, joined, left, old, fields);
        } else {
            transfer(at, person, cell, state, joined, left, old, fields);
        }
    }

    /** Same cell: dates may be corrected, and a probationary member may have become official. */
    private void stay(
            RowReader at,
            Recorded.Member person,
            MembershipState state,
            @Nullable LocalDate joined,
            @Nullable LocalDate left,
            Recorded.Membership old,
            RowFields fields) {
        var to = left != null || at.clears(LEFT) ? left : old.to();
        boolean whole = old.joinedOn().equals(old.from());
        if (joined != null && !joined.equals(old.joinedOn()) && !whole) {
            at.warn(JOINED, "beginningKept", RowFields.show(old.joinedOn()));
        }
        var from = joined != null && whole ? joined : old.from();
        var since = whole ? from : old.joinedOn();
        if (endsTooEarly(at, LEFT, from, to)) {
            return;
        }
        fields.compare(STATE, Choices.STATE.label(old.state()), Choices.STATE.label(state));
        fields.compare(JOINED, old.joinedOn(), since);
        fields.compare(LEFT, old.to(), to);
        boolean recognised = old.state() == MembershipState.PROBATIONARY && state == MembershipState.OFFICIAL;
        if (!recognised) {
            recorded.put(new Recorded.Membership(old.id(), old.member(), old.cell(), state, since, from, to));
            noOverlap(at, person);
            return;
        }
        var official = person.officialOn();
        if (official == null) {
            at.error(OFFICIAL, "officialDateNeeded");
        } else if (!official.isAfter(from)) {
            recorded.put(new Recorded.Membership(old.id(), old.member(), old.cell(), state, since, from, to));
        } else if (!endsTooEarly(at, LEFT, official, to)) {
            recorded.put(
                    new Recorded.Membership(old.id(), old.member(), old.cell(), old.state(), since, from, official));
            recorded.put(
                    new Recorded.Membership(UUID.randomUUID(), old.member(), old.cell(), state, since, official, to));
        }
    }

    private void transfer(
            RowReader at,
            Recorded.Member person,
            Recorded.Unit cell,
            MembershipState state,
            @Nullable LocalDate joined,
            @Nullable LocalDate left,
            Recorded.Membership old,
            RowFields fields) {
        var oldCell = Objects.requireNonNull(recorded.unitsById.get(old.cell())).code();
        if (joined == null) {
            at.error(JOINED, "transferDateNeeded", oldCell);
            return;
        }
        if (joined.isBefore(old.from()) || old.to() != null && joined.isBefore(old.to())) {
            at.error(CELL, "recordedElsewhere", oldCell, RowFields.show(old.from()));
            return;
        }
        if (endsTooEarly(at, LEFT, joined, left)) {
            return;
        }
        fields.compare(CELL, oldCell, cell.code());
        fields.compare(STATE, Choices.STATE.label(old.state()), Choices.STATE.label(state));
        fields.compare(JOINED, old.joinedOn(), joined);
        fields.compare(LEFT, old.to(), left);
        boolean correction = joined.equals(old.from());
        if (!correction) {
            recorded.put(new Recorded.Membership(
                    old.id(), old.member(), old.cell(), old.state(), old.joinedOn(), old.from(), joined));
        }
        recorded.put(new Recorded.Membership(
                correction ? old.id() : UUID.randomUUID(), person.id(), cell.id(), state, joined, joined, left));
    }

    private void noOverlap(RowReader at, Recorded.Member person) {
        var rows = recorded.memberships.getOrDefault(person.id(), List.of());
        for (int i = 1; i < rows.size(); i++) {
            var earlier = rows.get(i - 1);
            if (earlier.to() == null || earlier.to().isAfter(rows.get(i).from())) {
                at.error(
                        JOINED,
                        "recordedElsewhere",
                        Objects.requireNonNull(recorded.unitsById.get(earlier.cell()))
                                .code(),
                        RowFields.show(earlier.from()));
                return;
            }
        }
    }

    /** Times of exemption or absence; "Đang sinh hoạt" ends the open one on the given day, or today. */
    private void participation(RowReader at, Recorded.Member person, RowFields fields) {
        var kind = at.choice(PARTICIPATION, Choices.PARTICIPATION);
        var from = at.date(PARTICIPATION_FROM);
        var to = at.date(PARTICIPATION_TO);
        if (at.failed()) {
            return;
        }
        if (kind == null) {
            if (from != null || to != null) {
                at.error(PARTICIPATION, "absenceKindNeeded");
            }
            return;
        }
        var old = recorded.absence(person.id());
        if (kind == Participation.ACTIVE) {
            var back = from == null ? today : from;
            if (old == null || old.to() != null && !old.to().isAfter(back)) {
                return;
            }
            if (endsTooEarly(at, PARTICIPATION_FROM, old.from(), back)) {
                return;
            }
            fields.compare(PARTICIPATION, Choices.PARTICIPATION.label(old.kind()), Choices.PARTICIPATION.label(kind));
            fields.compare(PARTICIPATION_TO, old.to(), back);
            recorded.put(new Recorded.Absence(old.id(), person.id(), old.kind(), old.from(), back));
            return;
        }
        if (from == null && old != null && old.kind() == kind) {
            from = old.from();
        }
        if (from == null) {
            at.error(PARTICIPATION_FROM, "required");
            return;
        }
        if (to == null
                && !at.clears(PARTICIPATION_TO)
                && old != null
                && old.kind() == kind
                && old.from().equals(from)) {
            to = old.to();
        }
        if (endsTooEarly(at, PARTICIPATION_FROM, from, to)) {
            return;
        }
        absence(at, person, new Recorded.Absence(UUID.randomUUID(), person.id(), kind, from, to), old, fields);
    }

    private void absence(
            RowReader at,
            Recorded.Member person,
            Recorded.Absence now,
            Recorded.@Nullable Absence old,
            RowFields fields) {
        boolean sameTime = old != null && old.from().equals(now.from());
        boolean correction = sameTime
                || old != null
                        && old.kind() == now.kind()
                        && Recorded.overlap(old.from(), old.to(), now.from(), now.to());
        fields.compare(
                PARTICIPATION,
                Choices.PARTICIPATION.label(old == null ? null : old.kind()),
                Choices.PARTICIPATION.label(now.kind()));
        fields.compare(PARTICIPATION_FROM, old == null ? null : old.from(), now.from());
        fields.compare(PARTICIPATION_TO, old == null ? null : old.to(), now.to());
        if (old != null && correction) {
            recorded.put(new Recorded.Absence(old.id(), person.id(), now.kind(), now.from(), now.to()));
        } else {
            if (old != null && now.from().isBefore(old.from())) {
                at.error(PARTICIPATION_FROM, "absenceBeforeRecorded", RowFields.show(old.from()));
                return;
            }
            if (old != null && (old.to() == null || old.to().isAfter(now.from()))) {
                recorded.put(new Recorded.Absence(old.id(), person.id(), old.kind(), old.from(), now.from()));
            }
            recorded.put(now);
        }
        var rows = recorded.absences.getOrDefault(person.id(), List.of());
        for (int i = 1; i < rows.size(); i++) {
            var earlier = rows.get(i - 1);
            if (earlier.to() == null || earlier.to().isAfter(rows.get(i).from())) {
                at.error(PARTICIPATION_FROM, "absenceBeforeRecorded", RowFields.show(earlier.from()));
                return;
            }
        }
    }

    private static boolean endsTooEarly(RowReader at, Layout.Column column, LocalDate from, @Nullable LocalDate to) {
        if (to == null || to.isAfter(from)) {
            return false;
        }
        at.error(column, "endBeforeStart", RowFields.show(to), RowFields.show(from));
        return true;
    }

    private static LocalDate later(LocalDate one, @Nullable LocalDate other) {
        return other == null || one.isAfter(other) ? one : other;
    }
}
