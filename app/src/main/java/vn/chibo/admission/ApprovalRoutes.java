package vn.chibo.admission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.chibo.admission.votes.Threshold;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;

/** Which route a cell's files take on a date, and which unit a body of it is. */
@Component
class ApprovalRoutes {

    private final JdbcClient jdbc;
    private final Organizations organizations;

    ApprovalRoutes(JdbcClient jdbc, Organizations organizations) {
        this.jdbc = jdbc;
        this.organizations = organizations;
    }

    /** The route of the nearest unit that has its own, else the one of the organisation's shape. */
    ApprovalRoute of(UnitId cell, LocalDate on) {
        var path = organizations.pathToRoot(cell, on);
        for (var unit : path) {
            var own = jdbc.sql("""
                            select id from admission.approval_route
                            where unit_id = :unit and valid_from <= :on and (valid_to is null or valid_to > :on)
                            order by valid_from desc limit 1""")
                    .param("unit", unit.id().value())
                    .param("on", on)
                    .query(UUID.class)
                    .optional();
            if (own.isPresent()) {
                return byId(own.get());
            }
        }
        var shape = path.stream().anyMatch(unit -> unit.type() == UnitType.BASE) ? "A" : "B";
        return jdbc.sql("""
                        select id from admission.approval_route
                        where shape = :shape and valid_from <= :on and (valid_to is null or valid_to > :on)
                        order by valid_from desc limit 1""")
                .param("shape", shape)
                .param("on", on)
                .query(UUID.class)
                .optional()
                .map(this::byId)
                .orElseThrow(() -> new IllegalStateException("No approval route of shape " + shape + " on " + on));
    }

    Optional<UnitView> committee(UnitId cell, LocalDate on) {
        return organizations.committeeAbove(cell, on);
    }

    ApprovalRoute byId(UUID id) {
        var code = jdbc.sql("select code from admission.approval_route where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        var steps = jdbc.sql("select * from admission.route_step where route_id = :id order by position")
                .param("id", id)
                .query(ApprovalRoutes::step)
                .list();
        return new ApprovalRoute(id, code, steps);
    }

    /** The unit whose body it is; empty for a sub-committee where there is none. */
    Optional<UnitView> unitOf(Body body, UnitId cell, LocalDate on) {
        var path = organizations.pathToRoot(cell, on);
        return switch (body) {
            case CELL -> path.stream().findFirst();
            case SUB_COMMITTEE -> nearest(path, UnitType.SECTION, UnitType.SUB_BASE);
            case BASE_COMMITTEE -> nearest(path, UnitType.BASE).or(() -> nearest(path, UnitType.COMMUNE));
            case ORG_CHECK, STANDING_COMMITTEE ->
                nearest(path, UnitType.COMMUNE).or(() -> nearest(path, UnitType.BASE));
        };
    }

    /** The level above the one that decides; that one itself where the tree ends there. */
    UnitView above(UnitId cell, LocalDate on) {
        var path = organizations.pathToRoot(cell, on);
        var deciding = unitOf(Body.STANDING_COMMITTEE, cell, on)
                .orElseThrow(() -> new IllegalStateException("No committee above cell " + cell));
        return path.stream()
                .filter(unit -> unit.id().equals(deciding.parent()))
                .findFirst()
                .orElse(deciding);
    }

    private static Optional<UnitView> nearest(List<UnitView> path, UnitType... types) {
        return path.stream()
                .filter(unit -> List.of(types).contains(unit.type()))
                .findFirst();
    }

    private static ApprovalRoute.Step step(ResultSet row, int number) throws SQLException {
        var threshold = row.getString("threshold");
        return new ApprovalRoute.Step(
                row.getInt("position"),
                Body.valueOf(row.getString("body")),
                row.getBoolean("decides"),
                threshold == null ? null : Threshold.of(threshold),
                row.getBoolean("pauses_clock"));
    }
}
