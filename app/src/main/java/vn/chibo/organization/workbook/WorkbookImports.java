package vn.chibo.organization.workbook;

import static java.util.Objects.requireNonNull;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.organization.OrganizationImported;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.TransactionLock;

/**
 * Imports in two steps: a preview that stores the file and shows its plan, then the application of that plan, whole or
 * not at all. Applying plans anew from the stored file, with the tables locked, and goes on only when the plan is the
 * one that was shown: whatever happened in between, nothing unseen is written. Whoever calls has checked the
 * permission and says in which scope it holds.
 */
@Service
public class WorkbookImports {

    /** The largest file taken, in bytes. */
    public static final int MAX_BYTES = WorkbookFile.MAX_BYTES;

    private static final Duration KEPT = Duration.ofDays(1);

    private final RecordedStore store;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    WorkbookImports(RecordedStore store, JdbcClient jdbc, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** Plans the workbook and keeps it for a day. The person's earlier previews are forgotten. */
    @Transactional
    public ImportPreview preview(byte[] content, String fileName, @Nullable UUID accountId, ImportScope scope) {
        TransactionLock.take(jdbc, "organization.preview " + accountId);
        jdbc.sql("""
                        delete from organization.workbook_import
                        where applied_at is null and (account_id is not distinct from :account or previewed_at < :forgotten)
                        """)
                .param("account", accountId, java.sql.Types.OTHER)
                .param("forgotten", Timestamp.from(clock.instant().minus(KEPT)))
                .update();
        var plan = plan(content, scope);
        var preview = ImportPreview.of(UUID.randomUUID(), shorten(fileName), plan);
        var errors = preview.problems().stream().filter(Problem::error).count();
        jdbc.sql("""
                        insert into organization.workbook_import (id, account_id, file_name, sha256, plan_sha256, content,
                            new_rows, changed_rows, same_rows, errors, previewed_at)
                        values (:id, :account, :name, :sha256, :plan, :content, :new, :changed, :same, :errors, :at)
                        """)
                .param("id", preview.id())
                .param("account", accountId, java.sql.Types.OTHER)
                .param("name", preview.fileName())
                .param("sha256", Hashes.sha256(content))
                .param("plan", plan.sha256())
                .param("content", errors == 0 ? content : null, java.sql.Types.BINARY)
                .param("new", preview.newRows())
                .param("changed", preview.changedRows())
                .param("same", preview.sameRows())
                .param("errors", errors)
                .param("at", Timestamp.from(clock.instant()))
                .update();
        return preview;
    }

    /**
     * Shows a stored preview again, planned anew; empty when it is gone, was applied, had errors, or is not the
     * person's own.
     */
    @Transactional(readOnly = true)
    public Optional<ImportPreview> find(UUID id, @Nullable UUID accountId, ImportScope scope) {
        return stored(id, accountId, "")
                .map(stored -> ImportPreview.of(id, stored.fileName(), plan(stored.content(), scope)));
    }

    /**
     * Carries out what the preview showed.
     *
     * @throws ImportRefused when the plan of today is another one; preview again
     */
    @Transactional
    public ImportRecord apply(UUID id, @Nullable UUID accountId, ImportScope scope) {
        var stored = stored(id, accountId, "for update").orElseThrow(() -> new ImportRefused("gone"));
        store.lock();
        var plan = plan(stored.content(), scope);
        if (!stored.sha256().equals(Hashes.sha256(stored.content()))
                || !stored.planSha256().equals(plan.sha256())) {
            throw new ImportRefused("changedMeanwhile");
        }
        if (!plan.possible()) {
            throw new ImportRefused("hasErrors");
        }
        try {
            store.write(plan.writes());
        } catch (DataIntegrityViolationException e) {
            throw new ImportRefused("refusedByDatabase");
        }
        jdbc.sql("update organization.workbook_import set applied_at = :at, content = null where id = :id")
                .param("at", Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
        var done = requireNonNull(applied(id));
        events.publishEvent(new OrganizationImported(id, done.newRows(), done.changedRows()));
        return done;
    }

    /**
     * Imports the sample into an installation that holds no organisation yet; otherwise does nothing.
     *
     * @return whether it was imported
     */
    @Transactional
    boolean importSample(byte[] content, String fileName) {
        store.lock();
        if (!store.isEmpty()) {
            return false;
        }
        var preview = preview(content, fileName, null, ImportScope.EVERYTHING);
        if (!preview.possible()) {
            throw new IllegalStateException("The sample workbook has errors: " + preview.problems());
        }
        apply(preview.id(), null, ImportScope.EVERYTHING);
        return true;
    }

    /** The newest imports that were carried out. */
    @Transactional(readOnly = true)
    public List<ImportRecord> latest(int count) {
        return jdbc.sql(RECORD + "where applied_at is not null order by applied_at desc limit :count")
                .param("count", count)
                .query(WorkbookImports::importRecord)
                .list();
    }

    private @Nullable ImportRecord applied(UUID id) {
        return jdbc.sql(RECORD + "where id = :id")
                .param("id", id)
                .query(WorkbookImports::importRecord)
                .optional()
                .orElse(null);
    }

    private ImportPlan plan(byte[] content, ImportScope scope) {
        return ImportPlan.of(content, store::load, scope, today());
    }

    private LocalDate today() {
        return DomainTime.today(clock);
    }

    private record Stored(String fileName, String sha256, String planSha256, byte[] content) {}

    private Optional<Stored> stored(UUID id, @Nullable UUID accountId, String lock) {
        return jdbc.sql("""
                        select file_name, sha256, plan_sha256, content from organization.workbook_import
                        where id = :id and account_id is not distinct from :account and content is not null
                        """ + lock)
                .param("id", id)
                .param("account", accountId, java.sql.Types.OTHER)
                .query((row, number) -> new Stored(
                        row.getString("file_name"),
                        row.getString("sha256"),
                        row.getString("plan_sha256"),
                        row.getBytes("content")))
                .optional();
    }

    private static final String RECORD = """
            select id, account_id, file_name, sha256, new_rows, changed_rows, same_rows, applied_at
            from organization.workbook_import
            """;

    private static ImportRecord importRecord(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new ImportRecord(
                row.getObject("id", UUID.class),
                row.getObject("account_id", UUID.class),
                row.getString("file_name"),
                row.getString("sha256"),
                row.getInt("new_rows"),
                row.getInt("changed_rows"),
                row.getInt("same_rows"),
                row.getTimestamp("applied_at").toInstant());
    }

    private static String shorten(String fileName) {
        var name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        return name.length() <= 200 ? name : name.substring(0, 200);
    }
}
