package vn.chibo.inbox.spi;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.chibo.identity.CurrentUser;

/**
 * What people typed and did not submit yet: one draft per person and place, kept on the server. A place is a stable
 * name such as {@code task:2251799813685300} or {@code meeting:<id>:agenda:<item>}. Saving with an older version than
 * the stored one answers the stored draft instead of overwriting it.
 *
 * <p><b>Drafts on a page of your own.</b> In the controller: {@code model.addAttribute("draft",
 * drafts.find(user, place).orElse(Draft.NONE))}, and let {@code draft.fields} win over the stored values when you fill
 * the form, so that the page shows them without any script. In the template:
 *
 * <pre>{@code
 * <form method="post" th:action="…" th:data-draft="${place}" th:data-draft-version="${draft.version}"
 *       th:data-draft-saved-at="${draft.savedAt}">
 *   <p th:replace="~{inbox/draft :: status}"></p>      (where "đã lưu nháp lúc 19:42" appears)
 * }</pre>
 *
 * The script {@code drafts.js} does the rest: saves every 3 s and on leaving, keeps a copy on the device until the
 * server has it, tells the later of two tabs. A form without {@code data-draft-version} is filled by the script.
 * Fields named {@code _csrf}, passwords and files are never saved. Call {@link #discard} in the transaction that takes
 * the submission.
 */
@Service
public class DraftBox {

    /** Letters, digits and {@code : . _ -}; places stand in URLs. */
    public static final Pattern PLACE = Pattern.compile("[A-Za-z0-9:._-]{1,200}");

    private static final TypeReference<LinkedHashMap<String, String>> FIELDS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    DraftBox(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Draft> find(CurrentUser owner, String place) {
        return jdbc.sql("select version, saved_at, fields from inbox.draft where owner = :owner and place = :place")
                .param("owner", owner.accountId())
                .param("place", place)
                .query(this::draft)
                .optional();
    }

    /**
     * Saves when {@code version} is the stored one (0 for a new draft); otherwise the draft that was saved meanwhile is
     * in the answer, {@link Draft#NONE} when it was submitted or discarded meanwhile. The same texts once more keep
     * their version: no other window is to be told of a change that was none.
     */
    @Transactional
    public Saved save(CurrentUser owner, String place, long version, Map<String, String> fields) {
        if (!PLACE.matcher(place).matches()) {
            throw new IllegalArgumentException("Not a name of a place");
        }
        var sql = version == 0 ? """
                  insert into inbox.draft (owner, place, version, fields, saved_at)
                  values (:owner, :place, nextval('inbox.draft_version'), :fields::jsonb, :now)
                  on conflict do nothing returning version, saved_at, fields
                  """ : """
                  update inbox.draft
                  set version = case when fields = :fields::jsonb then version else nextval('inbox.draft_version') end,
                      fields = :fields::jsonb, saved_at = :now
                  where owner = :owner and place = :place and version = :version returning version, saved_at, fields
                  """;
        return jdbc.sql(sql)
                .param("owner", owner.accountId())
                .param("place", place)
                .param("version", version)
                .param("fields", json.writeValueAsString(storable(fields)))
                .param("now", Timestamp.from(clock.instant()))
                .query(this::draft)
                .optional()
                .map(saved -> new Saved(true, saved))
                .orElseGet(() -> new Saved(false, find(owner, place).orElse(Draft.NONE)));
    }

    @Transactional
    public void discard(CurrentUser owner, String place) {
        jdbc.sql("delete from inbox.draft where owner = :owner and place = :place")
                .param("owner", owner.accountId())
                .param("place", place)
                .update();
    }

    /** PostgreSQL keeps no NUL character in a text. */
    private static Map<String, String> storable(Map<String, String> fields) {
        var storable = new LinkedHashMap<String, String>();
        fields.forEach((name, text) -> storable.put(name.replace("\0", ""), text.replace("\0", "")));
        return storable;
    }

    private Draft draft(ResultSet row, int n) throws SQLException {
        return new Draft(
                row.getLong("version"),
                row.getTimestamp("saved_at").toInstant(),
                json.readValue(row.getString("fields"), FIELDS));
    }

    /** A stored draft; {@code fields} maps field names to the texts as typed, several values of one name joined by line feeds. */
    public record Draft(long version, Instant savedAt, Map<String, String> fields) {

        /** Nothing is stored: version 0, no fields. */
        public static final Draft NONE = new Draft(0, Instant.EPOCH, Map.of());
    }

    public record Saved(boolean accepted, Draft current) {}
}
