package vn.chibo.organization.workbook;

import static vn.chibo.organization.workbook.Layout.Column.HOLDER;
import static vn.chibo.organization.workbook.Layout.Column.OFFICE;
import static vn.chibo.organization.workbook.Layout.Column.OFFICE_UNIT;
import static vn.chibo.organization.workbook.Layout.Column.TERM_FROM;
import static vn.chibo.organization.workbook.Layout.Column.TERM_TO;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.Office;
import vn.chibo.organization.UnitType;

/** Plans the sheet of offices. A row speaks of the term of that person in that office there which its days touch. */
final class OfficeSheet {

    private record Planned(RowReader at, Recorded.Term term, RowFields fields, boolean isNew, String name) {}

    private final Recorded recorded;
    private final Scopes scopes;
    private final List<RowChange> changes;

    OfficeSheet(Recorded recorded, Scopes scopes, List<RowChange> changes) {
        this.recorded = recorded;
        this.scopes = scopes;
        this.changes = changes;
    }

    void plan(List<RowReader> readers) {
        var planned = new ArrayList<Planned>();
        var rows = new HashMap<UUID, Integer>();
        for (var at : readers) {
            var row = plan(at);
            var earlier = row == null ? null : rows.putIfAbsent(row.term().id(), at.row());
            if (earlier != null) {
                at.error(HOLDER, "duplicateTerm", earlier);
            } else if (row != null) {
                planned.add(row);
            }
        }
        checkOverlaps(planned);
        for (var row : planned) {
            if (!row.at().failed()) {
                changes.add(row.fields()
                        .row(
                                row.at(),
                                row.isNew(),
                                Choices.OFFICE.label(row.term().office()),
                                row.name()));
            }
        }
    }

    private @Nullable Planned plan(RowReader at) {
        var holder = at.requiredCode(HOLDER);
        var office = at.requiredChoice(OFFICE, Choices.OFFICE);
        var unitCode = at.requiredCode(OFFICE_UNIT);
        var from = at.date(TERM_FROM);
        var to = at.date(TERM_TO);
        var member = recorded.members.get(holder);
        var unit = recorded.units.get(unitCode);
        if (member == null && !holder.isEmpty()) {
            at.error(HOLDER, "unknownMember", holder);
        }
        if (unit == null && !unitCode.isEmpty()) {
            at.error(OFFICE_UNIT, "unknownUnit", unitCode);
        }
        if (at.failed() || member == null || unit == null || office == null) {
            return null;
        }
        var known = known(member.id(), office, unit.id(), from, to);
        var since = from != null ? from : known != null ? known.from() : null;
        if (since == null) {
            at.error(TERM_FROM, "required");
            return null;
        }
        var until = to == null && !at.clears(TERM_TO) && known != null ? known.to() : to;
        if (until != null && !until.isAfter(since)) {
            at.error(TERM_TO, "endBeforeStart", RowFields.show(until), RowFields.show(since));
        }
        check(at, member, office, unit);
        if (at.failed()) {
            return null;
        }
        var fields = new RowFields();
        fields.compare(HOLDER, known == null ? null : holder, holder);
        fields.compare(OFFICE_UNIT, known == null ? null : unitCode, unitCode);
        fields.compare(TERM_FROM, known == null ? null : known.from(), since);
        fields.compare(TERM_TO, known == null ? null : known.to(), until);
        var term = new Recorded.Term(
                known == null ? UUID.randomUUID() : known.id(), member.id(), office, unit.id(), since, until);
        recorded.put(term);
        return new Planned(at, term, fields, known == null, member.fullName());
    }

    private Recorded.@Nullable Term known(
            UUID member, Office office, UUID unit, @Nullable LocalDate from, @Nullable LocalDate to) {
        var terms = recorded.termsOf(member).stream()
                .filter(term -> term.office() == office && term.unit().equals(unit))
                .sorted(Comparator.comparing(Recorded.Term::from))
                .toList();
        if (from == null) {
            return terms.isEmpty() ? null : terms.getLast();
        }
        return terms.stream()
                .filter(term -> term.from().equals(from))
                .findFirst()
                .or(() -> terms.stream()
                        .filter(term -> Recorded.overlap(from, to, term.from(), term.to()))
                        .findFirst())
                .orElse(null);
    }

    private void check(RowReader at, Recorded.Member member, Office office, Recorded.Unit unit) {
        var place = recorded.placement(unit.id());
        boolean isCell = place != null && place.type() == UnitType.CELL;
        if (office.ofCells() != isCell) {
            at.error(
                    OFFICE, isCell ? "officeNotOfCell" : "officeOnlyOfCell", Choices.OFFICE.label(office), unit.code());
        }
        if (!scopes.contains(unit.id())) {
            at.error(OFFICE_UNIT, "outOfScope", unit.code());
        }
        if (office == Office.ADMINISTRATOR && !scopes.administrators()) {
            at.error(OFFICE, "administratorOnly");
        }
        var membership = recorded.membership(member.id());
        if (office.ofItsMembers() && (membership == null || !membership.cell().equals(unit.id()))) {
            at.warn(HOLDER, "holderOfOtherCell", member.code(), unit.code());
        }
    }

    /** Also against terms the workbook does not name: the database would refuse them, in words nobody understands. */
    private void checkOverlaps(List<Planned> planned) {
        var byUnit = new HashMap<UUID, List<Recorded.Term>>();
        recorded.terms
                .values()
                .forEach(term -> byUnit.computeIfAbsent(term.unit(), id -> new ArrayList<>())
                        .add(term));
        for (var row : planned) {
            var term = row.term();
            for (var other : byUnit.getOrDefault(term.unit(), List.of())) {
                if (other.id().equals(term.id()) || other.office() != term.office() || !other.overlaps(term)) {
                    continue;
                }
                var member = Objects.requireNonNull(recorded.membersById.get(other.member()));
                var until = other.to() == null ? "…" : RowFields.show(other.to());
                if (other.member().equals(term.member())) {
                    row.at().error(TERM_FROM, "termTwice", RowFields.show(other.from()), until);
                } else if (term.office().ofOnePerson()) {
                    row.at()
                            .error(
                                    TERM_FROM,
                                    "secondSecretary",
                                    Choices.OFFICE.label(term.office()),
                                    member.code(),
                                    RowFields.show(other.from()),
                                    until);
                }
            }
        }
    }
}
