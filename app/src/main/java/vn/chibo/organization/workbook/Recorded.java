package vn.chibo.organization.workbook;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.Area;
import vn.chibo.organization.CellType;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Office;
import vn.chibo.organization.Participation;
import vn.chibo.organization.Sex;
import vn.chibo.organization.UnitType;

/**
 * What the database holds of the things a workbook speaks of, one record per table row. The planner changes its copy as
 * it goes down the sheets, so that later rows meet earlier ones, and notes each row it touched for the writer.
 */
final class Recorded {

    record Unit(
            UUID id,
            String code,
            @Nullable String nationalCode,
            String name,
            @Nullable CellType cellType,
            @Nullable Area area,
            LocalDate from,
            @Nullable LocalDate to) {}

    record Placement(
            UUID id,
            UUID unit,
            UnitType type,
            @Nullable UUID parent,
            LocalDate from,
            @Nullable LocalDate to) {}

    record Member(
            UUID id,
            String code,
            String fullName,
            @Nullable Sex sex,
            @Nullable LocalDate birthDate,
            @Nullable String ethnicGroup,
            @Nullable String cardNumber,
            @Nullable LocalDate admittedOn,
            @Nullable LocalDate officialOn) {}

    record Membership(
            UUID id,
            UUID member,
            UUID cell,
            MembershipState state,
            LocalDate joinedOn,
            LocalDate from,
            @Nullable LocalDate to) {}

    record Absence(
            UUID id,
            UUID member,
            Participation kind,
            LocalDate from,
            @Nullable LocalDate to) {}

    record Term(
            UUID id,
            UUID member,
            Office office,
            UUID unit,
            LocalDate from,
            @Nullable LocalDate to) {

        boolean overlaps(Term other) {
            return Recorded.overlap(from, to, other.from, other.to);
        }
    }

    final Map<String, Unit> units = new HashMap<>();
    final Map<UUID, Unit> unitsById = new HashMap<>();
    final Map<UUID, List<Placement>> placements = new HashMap<>();
    final Map<String, Member> members = new HashMap<>();
    final Map<UUID, Member> membersById = new HashMap<>();
    /** Who has which card, among the members and cards the workbook names. */
    final Map<String, String> cardHolders = new HashMap<>();

    final Map<UUID, List<Membership>> memberships = new HashMap<>();
    final Map<UUID, List<Absence>> absences = new HashMap<>();
    /** Terms of the units and members the workbook names. */
    final Map<UUID, Term> terms = new HashMap<>();

    private final Map<UUID, Map<UUID, Term>> termsByMember = new HashMap<>();

    final Changes changes = new Changes();

    /** The rows to write, by id: new ones and changed ones alike. */
    static final class Changes {
        final Map<UUID, Unit> units = new java.util.LinkedHashMap<>();
        final Map<UUID, Placement> placements = new java.util.LinkedHashMap<>();
        final Map<UUID, Member> members = new java.util.LinkedHashMap<>();
        final Map<UUID, Membership> memberships = new java.util.LinkedHashMap<>();
        final Map<UUID, Absence> absences = new java.util.LinkedHashMap<>();
        final Map<UUID, Term> terms = new java.util.LinkedHashMap<>();
    }

    static boolean overlap(LocalDate from, @Nullable LocalDate to, LocalDate otherFrom, @Nullable LocalDate otherTo) {
        return (otherTo == null || from.isBefore(otherTo)) && (to == null || otherFrom.isBefore(to));
    }

    void add(Unit unit) {
        units.put(unit.code(), unit);
        unitsById.put(unit.id(), unit);
    }

    void put(Unit unit) {
        add(unit);
        changes.units.put(unit.id(), unit);
    }

    void add(Placement placement) {
        replace(
                placements.computeIfAbsent(placement.unit(), id -> new ArrayList<>()),
                placement,
                Placement::id,
                Placement::from);
    }

    void put(Placement placement) {
        add(placement);
        changes.placements.put(placement.id(), placement);
    }

    void add(Member member) {
        members.put(member.code(), member);
        membersById.put(member.id(), member);
        if (member.cardNumber() != null) {
            cardHolders.put(member.cardNumber(), member.code());
        }
    }

    void put(Member member) {
        add(member);
        changes.members.put(member.id(), member);
    }

    void add(Membership membership) {
        replace(
                memberships.computeIfAbsent(membership.member(), id -> new ArrayList<>()),
                membership,
                Membership::id,
                Membership::from);
    }

    void put(Membership membership) {
        add(membership);
        changes.memberships.put(membership.id(), membership);
    }

    void add(Absence absence) {
        replace(
                absences.computeIfAbsent(absence.member(), id -> new ArrayList<>()),
                absence,
                Absence::id,
                Absence::from);
    }

    void put(Absence absence) {
        add(absence);
        changes.absences.put(absence.id(), absence);
    }

    void add(Term term) {
        terms.put(term.id(), term);
        termsByMember.computeIfAbsent(term.member(), id -> new HashMap<>()).put(term.id(), term);
    }

    List<Term> termsOf(UUID member) {
        return List.copyOf(termsByMember.getOrDefault(member, Map.of()).values());
    }

    void put(Term term) {
        add(term);
        changes.terms.put(term.id(), term);
    }

    /** Where the unit stands by its newest placement; null for a unit without one. */
    @Nullable Placement placement(UUID unit) {
        return last(placements.get(unit));
    }

    @Nullable Membership membership(UUID member) {
        return last(memberships.get(member));
    }

    @Nullable Absence absence(UUID member) {
        return last(absences.get(member));
    }

    private static <T> @Nullable T last(@Nullable List<T> rows) {
        return rows == null || rows.isEmpty() ? null : rows.getLast();
    }

    private static <T> void replace(
            List<T> rows,
            T row,
            java.util.function.Function<T, UUID> id,
            java.util.function.Function<T, LocalDate> from) {
        rows.removeIf(other -> id.apply(other).equals(id.apply(row)));
        rows.add(row);
        rows.sort(Comparator.comparing(from));
    }
}
