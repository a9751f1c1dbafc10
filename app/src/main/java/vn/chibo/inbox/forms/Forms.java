package vn.chibo.inbox.forms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * All forms on the classpath, read when the application starts; a form that cannot be shown in full stops the start.
 *
 * <p>A task shows the newest version of its form, also when it began under an older one: it is the newest code that
 * takes the submission.
 */
@Component
public class Forms {

    private final Map<String, Form> byId = new HashMap<>();

    Forms(JsonMapper json, Feel feel) {
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:forms/**/*.form")) {
                var form = FormReader.read(
                        json,
                        feel,
                        String.valueOf(file.getFilename()),
                        file.getContentAsString(StandardCharsets.UTF_8));
                if (byId.put(form.id(), form) != null) {
                    throw new IllegalStateException("Two forms have the id " + form.id());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<Form> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
