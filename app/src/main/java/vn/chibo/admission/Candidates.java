package vn.chibo.admission;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who an admission is about: the person on the prospective list, whose name stands there and in no case. */
@Component
public class Candidates {

    private final JdbcClient jdbc;

    Candidates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Optional<String> name(UUID candidate) {
        return jdbc.sql("select full_name from admission.prospect where id = :id")
                .param("id", candidate)
                .query(String.class)
                .optional();
    }

    /** Names by candidate, read together; whom the list does not know is missing from the answer. */
    @Transactional(readOnly = true)
    public Map<UUID, String> names(Collection<UUID> candidates) {
        var names = new HashMap<UUID, String>();
        jdbc.sql("select id, full_name from admission.prospect where id = any(:ids)")
                .param("ids", candidates.toArray(UUID[]::new))
                .query(row -> {
                    names.put(row.getObject("id", UUID.class), row.getString("full_name"));
                });
        return names;
    }
}
