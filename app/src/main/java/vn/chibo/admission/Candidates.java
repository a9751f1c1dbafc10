package vn.chibo.admission;

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
}
