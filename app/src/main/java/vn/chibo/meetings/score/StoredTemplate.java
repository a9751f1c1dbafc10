package vn.chibo.meetings.score;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A local score table: holds for a unit's subtree from a date on. Never changed, only followed by a later one. */
@Entity
@Table(schema = "meetings", name = "score_template")
class StoredTemplate {

    @Id
    private UUID id = new UUID(0, 0);

    private UUID unitId = new UUID(0, 0);
    private LocalDate effectiveFrom = LocalDate.EPOCH;
    private String name = "";

    @JdbcTypeCode(SqlTypes.JSON)
    private String definition = "{}";

    private Instant createdAt = Instant.EPOCH;
    private @Nullable UUID createdBy;

    protected StoredTemplate() {}

    StoredTemplate(
            UUID unitId,
            LocalDate effectiveFrom,
            String name,
            String definition,
            Instant createdAt,
            @Nullable UUID createdBy) {
        this.id = UUID.randomUUID();
        this.unitId = unitId;
        this.effectiveFrom = effectiveFrom;
        this.name = name;
        this.definition = definition;
        this.createdAt = createdAt;
        this.createdBy = createdBy;
    }

    UUID id() {
        return id;
    }

    UUID unitId() {
        return unitId;
    }

    LocalDate effectiveFrom() {
        return effectiveFrom;
    }

    String name() {
        return name;
    }

    String definition() {
        return definition;
    }
}
