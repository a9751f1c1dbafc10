package vn.chibo.admission.board;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.AdmissionState;
import vn.chibo.admission.dossier.Phase;
import vn.chibo.admission.process.AdmissionProcess;
import vn.chibo.cases.CaseSummary;
import vn.chibo.cases.Cases;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Texts;

/** Reads the open cases of some cells; the caller has asked {@code Access} for each of them. */
@Component
@Transactional(readOnly = true)
class Board {

    private final Cases cases;
    private final JdbcClient jdbc;
    private final Clock clock;

    Board(Cases cases, JdbcClient jdbc, Clock clock) {
        this.cases = cases;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One open case.
     *
     * @param name null where the prospective list does not know the person any more
     * @param sides names of side states
     * @param days since the case was opened
     * @param still days since anything was last done in it
     * @param step deadline that ends next, with its last day; null where no clock runs
     */
    record Line(
            UUID id,
            @Nullable String name,
            UnitView cell,
            AdmissionState state,
            List<String> sides,
            LocalDate openedOn,
            long days,
            long still,
            @Nullable String step,
            @Nullable LocalDate due,
            Urgency urgency) {

        public Phase phase() {
            return Phase.of(state);
        }

        /** Days until the end of the clock, or since. */
        public long daysToDue() {
            return due == null ? 0 : Math.abs(ChronoUnit.DAYS.between(openedOn.plusDays(days), due));
        }
    }

    record Count(int all, int overdue, int soon) {

        static final Count NONE = new Count(0, 0, 0);

        Count plus(Urgency urgency) {
            return new Count(
                    all + 1, overdue + (urgency == Urgency.OVERDUE ? 1 : 0), soon + (urgency == Urgency.SOON ? 1 : 0));
        }
    }

    /**
     * What is asked for.
     *
     * @param text words of a name in any order, with or without accents; empty for everybody
     * @param phase null for every part
     * @param urgency null for all
     */
    record Wanted(
            String text, @Nullable Phase phase, @Nullable Urgency urgency) {

        private Predicate<Named> fits() {
            var words = text.isBlank()
                    ? List.<String>of()
                    : List.of(Texts.fold(text).split(" "));
            return named -> (phase == null || named.line().phase() == phase)
                    && (urgency == null || named.line().urgency() == urgency)
                    && words.stream().allMatch(named.folded()::contains);
        }
    }

    /**
     * @param counts of all cases by part, whatever was asked for
     * @param lines of one page: the one whose clock ends first comes first
     */
    record Found(Map<Phase, Count> counts, Count sum, List<Line> lines, int total) {}

    private record Named(Line line, String folded) {}

    private record Row(
            UUID id,
            @Nullable String name,
            String folded,
            AdmissionState state,
            List<String> sides,
            LocalDate lastOn) {}

    Found find(Map<UnitId, UnitView> cells, Wanted wanted, int offset, int limit) {
        var all = lines(cells);
        var counts = new EnumMap<Phase, Count>(Phase.class);
        Arrays.stream(Phase.values()).forEach(phase -> counts.put(phase, Count.NONE));
        var sum = Count.NONE;
        for (var named : all) {
            var urgency = named.line().urgency();
            counts.computeIfPresent(named.line().phase(), (phase, count) -> count.plus(urgency));
            sum = sum.plus(urgency);
        }
        var fitting = all.stream()
                .filter(wanted.fits())
                .map(Named::line)
                .sorted(comparing(Line::due, nullsLast(naturalOrder()))
                        .thenComparing(Line::openedOn)
                        .thenComparing(Line::id))
                .toList();
        return new Found(counts, sum, fitting.stream().skip(offset).limit(limit).toList(), fitting.size());
    }

    private List<Named> lines(Map<UnitId, UnitView> cells) {
        if (cells.isEmpty()) {
            return List.of();
        }
        var today = DomainTime.today(clock);
        var open = cases.openIn(cells.keySet(), AdmissionProcess.KIND, 0, Integer.MAX_VALUE);
        var rows = rows(open);
        var lines = new ArrayList<Named>();
        for (var file : open) {
            var row = rows.get(file.id().value());
            var cell = cells.get(file.unit());
            if (row != null && cell != null) {
                lines.add(new Named(line(file, row, cell, today), row.folded()));
            }
        }
        return lines;
    }

    private static Line line(CaseSummary file, Row row, UnitView cell, LocalDate today) {
        var openedOn = DomainTime.dateOf(file.openedAt());
        var due = file.due() == null ? null : DomainTime.dateOf(file.due());
        return new Line(
                row.id(),
                row.name(),
                cell,
                row.state(),
                row.sides(),
                openedOn,
                ChronoUnit.DAYS.between(openedOn, today),
                ChronoUnit.DAYS.between(row.lastOn().isBefore(openedOn) ? openedOn : row.lastOn(), today),
                file.step(),
                due,
                Urgency.of(due, today));
    }

    private Map<UUID, Row> rows(List<CaseSummary> open) {
        var rows = new HashMap<UUID, Row>();
        jdbc.sql("""
                        select a.id, a.state, a.returned, a.extended, a.transferred, a.clock_paused_on is not null as paused,
                            p.full_name, p.name_folded, greatest(
                                (select max(s.at) from admission.step_record s where s.case_id = a.id),
                                (select max(r.at) from admission.route_progress r where r.case_id = a.id),
                                (select max(d.at) from admission.dossier_act d where d.case_id = a.id)) as last_at
                        from admission.admission_case a left join admission.prospect p on p.id = a.candidate_id
                        where a.id = any(:ids)""")
                .param("ids", open.stream().map(file -> file.id().value()).toArray(UUID[]::new))
                .query(row -> {
                    var id = row.getObject("id", UUID.class);
                    var lastAt = row.getObject("last_at", OffsetDateTime.class);
                    var folded = row.getString("name_folded");
                    rows.put(
                            id,
                            new Row(
                                    id,
                                    row.getString("full_name"),
                                    folded == null ? "" : folded,
                                    AdmissionState.valueOf(row.getString("state")),
                                    sides(row),
                                    lastAt == null ? LocalDate.MIN : DomainTime.dateOf(lastAt.toInstant())));
                });
        return rows;
    }

    private static List<String> sides(ResultSet row) throws SQLException {
        var sides = new ArrayList<String>();
        for (var side : List.of("RETURNED", "EXTENDED", "TRANSFERRED", "PAUSED")) {
            if (row.getBoolean(side)) {
                sides.add(side);
            }
        }
        return sides;
    }
}
