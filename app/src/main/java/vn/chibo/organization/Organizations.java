package vn.chibo.organization;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Reads the organisation tree as of a date (dates of Việt Nam). Unknown ids answer empty; the caller decides what that means. */
@Service
public class Organizations {

    public Optional<UnitView> unit(UnitId id, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    public Optional<UnitView> unitByCode(String code, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** Units without a parent on the date: the provinces, or a single commune where no province is kept. */
    public List<UnitView> roots(LocalDate on) {
        throw new UnsupportedOperationException();
    }

    public List<UnitView> children(UnitId parent, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** All cells in the subtree (the unit itself when it is a cell), by code. */
    public List<UnitView> cellsUnder(UnitId root, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** From the unit itself up to its root, nearest first. */
    public List<UnitView> pathToRoot(UnitId unit, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** Whether {@code unit} is {@code ancestor} or lies below it. */
    public boolean isWithin(UnitId unit, UnitId ancestor, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** The committee a cell reports to: its nearest COMMUNE (or BASE, where the shape has one with an office). */
    public Optional<UnitView> committeeAbove(UnitId cell, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** Members of a cell on the date, by name in Vietnamese order (given name first). */
    public List<MemberView> membersOf(UnitId cell, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    public Optional<MemberView> member(MemberId id, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** Offices held on the date: begun, and not ended on or before it. */
    public List<OfficeHolding> officesOf(MemberId member, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    /** Holders of any office in the unit on the date. */
    public List<OfficeHolding> officesIn(UnitId unit, LocalDate on) {
        throw new UnsupportedOperationException();
    }

    public List<MemberView> holders(Office office, UnitId unit, LocalDate on) {
        throw new UnsupportedOperationException();
    }
}
