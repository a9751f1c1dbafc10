package vn.chibo.admission.register;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.AdmissionRecords;
import vn.chibo.admission.AdmissionRecords.Place;
import vn.chibo.admission.process.AdmissionProcess;
import vn.chibo.admission.sourcing.PlaceType;
import vn.chibo.cases.Cases;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.CellType;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.policy.Policies;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Texts;

/**
 * Admissions of the past enter as closed cases. All of a workbook or nothing; a line that was entered before is passed
 * over, so that the same workbook may come again, longer. The register of members is not touched: it comes with the
 * workbook of the organisation. The caller has asked for ADMISSION_DECIDE in the cells.
 */
@Service
class PastAdmissions {

    private static final int MIN_AGE = 14;

    private final PastWorkbook workbook;
    private final AdmissionRecords records;
    private final Organizations organizations;
    private final Policies policies;
    private final Cases cases;
    private final JdbcClient jdbc;
    private final Clock clock;

    PastAdmissions(
            PastWorkbook workbook,
            AdmissionRecords records,
            Organizations organizations,
            Policies policies,
            Cases cases,
            JdbcClient jdbc,
            Clock clock) {
        this.workbook = workbook;
        this.records = records;
        this.organizations = organizations;
        this.policies = policies;
        this.cases = cases;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What became of a workbook: with problems nothing was entered. */
    record Result(int entered, int known, List<Problem> problems) {}

    /** @param cells in which the person may enter something, by code */
    @Transactional
    Result enter(byte[] file, Map<String, UnitView> cells, CurrentUser by) {
        var content = workbook.read(file);
        var problems = new ArrayList<>(content.problems());
        problems.addAll(check(content.admissions(), cells));
        if (!problems.isEmpty()) {
            return new Result(0, 0, problems);
        }
        var places = new HashMap<UnitId, Place>();
        var entered = 0;
        for (var admission : content.admissions()) {
            var cell = Objects.requireNonNull(cells.get(admission.cellCode()));
            var place = places.computeIfAbsent(
                    cell.id(), id -> records.place(id).orElseThrow(() -> new IllegalStateException("No committee")));
            if (enter(admission, cell, place, by)) {
                entered++;
            }
        }
        return new Result(entered, content.admissions().size() - entered, List.of());
    }

    private List<Problem> check(List<PastAdmission> admissions, Map<String, UnitView> cells) {
        var problems = new ArrayList<Problem>();
        var today = DomainTime.today(clock);
        var seen = new HashSet<UUID>();
        var withoutCommittee = new HashMap<String, Boolean>();
        for (var admission : admissions) {
            var row = admission.row();
            var cell = cells.get(admission.cellCode());
            if (cell == null || cell.type() != UnitType.CELL) {
                problems.add(Problem.at(row, Column.CELL_CODE, "unknownCell", admission.cellCode()));
            } else if (withoutCommittee.computeIfAbsent(
                    cell.code(), code -> records.place(cell.id()).isEmpty())) {
                problems.add(Problem.at(row, Column.CELL_CODE, "noCommittee", cell.code()));
            } else if (!seen.add(candidate(admission, cell))) {
                problems.add(Problem.at(row, Column.FULL_NAME, "twice"));
            } else if (isListed(admission, cell)) {
                problems.add(Problem.at(row, Column.FULL_NAME, "listed"));
            }
            checkDates(admission, today, problems);
        }
        return problems;
    }

    /** Each date is not before the one it follows from, and none lies ahead. */
    private static void checkDates(PastAdmission admission, LocalDate today, List<Problem> problems) {
        var row = admission.row();
        var last = admission.birthDate().plusYears(MIN_AGE);
        record Step(Column column, @Nullable LocalDate on) {}
        for (var step : List.of(
                new Step(Column.CERTIFICATE_ON, admission.certificateOn()),
                new Step(Column.APPLIED_ON, admission.appliedOn()),
                new Step(Column.RESOLVED_ON, admission.resolvedOn()),
                new Step(Column.DECIDED_ON, admission.decidedOn()),
                new Step(Column.CEREMONY_ON, admission.ceremonyOn()),
                new Step(Column.OFFICIAL_ON, admission.officialOn()),
                new Step(Column.STRUCK_OFF_ON, admission.struckOffOn()))) {
            if (step.on() == null) {
                continue;
            }
            if (step.on().isAfter(today)) {
                problems.add(Problem.at(row, step.column(), "future"));
            } else if (step.on().isBefore(last)) {
                problems.add(Problem.at(row, step.column(), "tooEarly", date(last)));
            } else {
                last = step.on();
            }
        }
        if (admission.officialOn() != null && admission.struckOffOn() != null) {
            problems.add(Problem.at(row, Column.STRUCK_OFF_ON, "bothEnds"));
        } else if (admission.officialOn() == null && admission.struckOffOn() == null) {
            problems.add(Problem.at(row, Column.OFFICIAL_ON, "onProbation"));
        }
    }

    private static String date(LocalDate date) {
        return "%02d/%02d/%d".formatted(date.getDayOfMonth(), date.getMonthValue(), date.getYear());
    }

    /** On the cell's list already, other than from such a workbook. */
    private boolean isListed(PastAdmission admission, UnitView cell) {
        return jdbc.sql("""
                        select exists (select 1 from admission.prospect
                        where cell_id = :cell and name_folded = :folded and birth_date = :birth and removed_on is null
                          and id <> :id)""")
                .param("cell", cell.id().value())
                .param("folded", Texts.fold(admission.fullName()))
                .param("birth", admission.birthDate())
                .param("id", candidate(admission, cell))
                .query(Boolean.class)
                .single();
    }

    /** The same line is the same person, however often it comes. */
    private static UUID candidate(PastAdmission admission, UnitView cell) {
        return UUID.nameUUIDFromBytes((cell.id() + " " + Texts.fold(admission.fullName()) + " " + admission.birthDate())
                .getBytes(StandardCharsets.UTF_8));
    }

    private boolean enter(PastAdmission admission, UnitView cell, Place place, CurrentUser by) {
        var candidate = candidate(admission, cell);
        var began = Objects.requireNonNullElse(admission.appliedOn(), admission.certificateOn());
        var ended = Stream.of(admission.officialOn(), admission.struckOffOn())
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        var opened = cases.enterPast(
                AdmissionProcess.KIND,
                cell.id(),
                candidate.toString(),
                policies.snapshot(cell.id(), admission.ceremonyOn()),
                began.atStartOfDay(DomainTime.ZONE).toInstant(),
                DomainTime.endOf(ended),
                "admission.outcome." + (admission.officialOn() != null ? "official" : "struckOff"));
        if (opened.isEmpty()) {
            return false;
        }
        list(admission, candidate, cell, by);
        file(admission, opened.get().value(), candidate, cell, place);
        cases.record(opened.get(), by.member(), "admission.history.imported", date(admission.ceremonyOn()));
        return true;
    }

    /** Where a resolution of the cell is not known the decision that rests on it stands for it. */
    private void list(PastAdmission admission, UUID candidate, UnitView cell, CurrentUser by) {
        jdbc.sql("""
                        insert into admission.prospect (id, cell_id, full_name, name_folded, sex, birth_date, ethnic_minority,
                            religion, union_member, education, sector, place_type, local, introduced_by, watch_since,
                            resolution_number, resolution_date, changed_by, changed_at)
                        values (:id, :cell, :name, :folded, :sex, :birth, :minority, :religion, :union, :education, :sector,
                            :place, true, :introduced, :watch, :number, :date, :by, :at)""")
                .param("id", candidate)
                .param("cell", cell.id().value())
                .param("name", admission.fullName())
                .param("folded", Texts.fold(admission.fullName()))
                .param("sex", admission.sex().name())
                .param("birth", admission.birthDate())
                .param("minority", admission.ethnicMinority())
                .param("religion", admission.religion(), Types.VARCHAR)
                .param("union", admission.unionMember())
                .param("education", admission.education().name())
                .param("sector", admission.sector().name())
                .param("place", placeType(cell.cellType()).name())
                .param("introduced", admission.unionMember() ? "YOUTH_UNION" : "CELL")
                .param("watch", admission.certificateOn())
                .param("number", admission.decisionNo())
                .param("date", Objects.requireNonNullElse(admission.resolvedOn(), admission.decidedOn()))
                .param("by", by.accountId())
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    private static PlaceType placeType(@Nullable CellType type) {
        return switch (type) {
            case null -> PlaceType.VILLAGE;
            case VILLAGE -> PlaceType.VILLAGE;
            case AGENCY, ARMED_FORCES -> PlaceType.AGENCY;
            case SCHOOL -> PlaceType.SCHOOL;
            case STATE_ENTERPRISE, PRIVATE_ENTERPRISE -> PlaceType.ENTERPRISE;
        };
    }

    private void file(PastAdmission admission, UUID id, UUID candidate, UnitView cell, Place place) {
        jdbc.sql("""
                        insert into admission.admission_case (id, candidate_id, cell_id, cell_code, committee_id,
                            committee_code, route_id, born_on, education, state, returned, extended, transferred, moves,
                            certificate_no, certificate_issued_on, applied_on, history_verified, union_introduced, subject,
                            resolved_on, clock_moves, route_round, on_route, decision_no, decided_on, ceremony_on,
                            ceremony_cell_id, probation_ends_on, recognised_on, official_on, version, imported)
                        values (:id, :candidate, :cell, :cellCode, :committee, :committeeCode, :route, :born, :education,
                            :state, false, false, false, 0, :certificate, :certificateOn, :applied, true, :union, :subject,
                            :resolved, 0, 0, false, :decision, :decided, :ceremony, :cell, :ends, :ended, :official, 0, true)""")
                .param("id", id)
                .param("candidate", candidate)
                .param("cell", cell.id().value())
                .param("cellCode", cell.code())
                .param("committee", place.committee().id().value())
                .param("committeeCode", place.committee().code())
                .param("route", place.route())
                .param("born", admission.birthDate())
                .param("education", admission.education().name())
                .param("state", admission.officialOn() != null ? "OFFICIAL" : "STRUCK_OFF")
                .param("certificate", admission.certificateNo())
                .param("certificateOn", admission.certificateOn())
                .param("applied", admission.appliedOn(), Types.DATE)
                .param("union", admission.unionMember())
                .param("subject", admission.officialOn() != null ? "RECOGNITION" : "STRIKE_OFF")
                .param("resolved", admission.resolvedOn(), Types.DATE)
                .param("decision", admission.decisionNo())
                .param("decided", admission.decidedOn())
                .param("ceremony", admission.ceremonyOn())
                .param("ends", Objects.requireNonNullElse(admission.officialOn(), admission.struckOffOn()))
                .param("ended", Objects.requireNonNullElse(admission.officialOn(), admission.struckOffOn()))
                .param("official", admission.officialOn(), Types.DATE)
                .update();
    }

    /** Cells by code, of those that may be named in a workbook. */
    Map<String, UnitView> cellsUnder(Set<UnitId> roots) {
        var cells = new HashMap<String, UnitView>();
        for (var root : roots) {
            organizations.cellsUnder(root, DomainTime.today(clock)).forEach(cell -> cells.put(cell.code(), cell));
        }
        return cells;
    }
}
