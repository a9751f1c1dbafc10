package vn.chibo.meetings.score;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.chibo.identity.CurrentUser;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.TransactionLock;

/** Finds the score table in force: the nearest unit above the cell that has one, else the default An Phú table. */
@Component
class ScoreTemplates {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final StoredTemplateRepository stored;
    private final Organizations organizations;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ScoreTemplate standard;

    ScoreTemplates(StoredTemplateRepository stored, Organizations organizations, JdbcClient jdbc, Clock clock) {
        this.stored = stored;
        this.organizations = organizations;
        this.jdbc = jdbc;
        this.clock = clock;
        this.standard = readStandard();
    }

    ScoreTemplate inForce(UnitId cell, LocalDate on) {
        var path = organizations.pathToRoot(cell, on).stream()
                .map(UnitView::id)
                .map(UnitId::value)
                .toList();
        var candidates = stored.inForce(path, on);
        return path.stream()
                .map(unit -> newestOf(candidates, unit))
                .flatMap(Optional::stream)
                .findFirst()
                .map(found -> read(found.definition()))
                .orElse(standard);
    }

    ScoreTemplate standard() {
        return standard;
    }

    List<StoredTemplate> storedFor(List<UUID> units) {
        return stored.ofUnits(units);
    }

    Optional<StoredTemplate> find(UUID id) {
        return stored.findById(id);
    }

    /** The same table from the same day on sent twice is one. */
    @Transactional
    public void add(UnitId unit, LocalDate effectiveFrom, ScoreTemplate template, CurrentUser by) {
        TransactionLock.take(jdbc, "meetings.scoreTemplate " + unit);
        var newest =
                stored.inForce(List.of(unit.value()), effectiveFrom).stream().findFirst();
        if (newest.filter(found -> found.effectiveFrom().equals(effectiveFrom))
                .map(found -> read(found.definition()))
                .filter(template::equals)
                .isPresent()) {
            return;
        }
        stored.save(new StoredTemplate(
                unit.value(), effectiveFrom, template.name(), write(template), clock.instant(), by.accountId()));
    }

    static ScoreTemplate read(String json) {
        return JSON.readValue(json, ScoreTemplate.class);
    }

    static String write(ScoreTemplate template) {
        return JSON.writeValueAsString(template);
    }

    private static Optional<StoredTemplate> newestOf(List<StoredTemplate> newestFirst, UUID unit) {
        return newestFirst.stream()
                .filter(template -> template.unitId().equals(unit))
                .findFirst();
    }

    private static ScoreTemplate readStandard() {
        try (var json = new ClassPathResource("score/an-phu.json").getInputStream()) {
            return JSON.readValue(json, ScoreTemplate.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
