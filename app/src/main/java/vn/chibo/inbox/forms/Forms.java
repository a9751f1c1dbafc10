package vn.chibo.inbox.forms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.chibo.engine.EngineModels;
import vn.chibo.shared.RuleViolation;

/**
 * The forms of tasks. Those on the classpath are read when the application starts; one that cannot be shown in full
 * stops the start.
 *
 * <p>A task shows and is checked by the version of its form that it was created with, as it was deployed. It is today's
 * code that takes the submission: what an old version does not ask for, that code refuses in words.
 */
@Component
public class Forms {

    private static final Logger LOG = LoggerFactory.getLogger(Forms.class);

    private final JsonMapper json;
    private final Feel feel;
    private final EngineModels deployed;
    private final Map<String, Form> newest = new HashMap<>();
    private final Map<Long, Form> byKey = new ConcurrentHashMap<>();

    Forms(JsonMapper json, Feel feel, EngineModels deployed) {
        this.json = json;
        this.feel = feel;
        this.deployed = deployed;
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:forms/**/*.form")) {
                var form = FormReader.read(
                        json,
                        feel,
                        String.valueOf(file.getFilename()),
                        file.getContentAsString(StandardCharsets.UTF_8));
                if (newest.put(form.id(), form) != null) {
                    throw new IllegalStateException("Two forms have the id " + form.id());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The version on the classpath, the one a task created today gets. */
    public Optional<Form> find(String id) {
        return Optional.ofNullable(newest.get(id));
    }

    /**
     * The version the task was created with. A deployed form never changes, so each is read once.
     *
     * @param key as the task carries it
     * @param id as the task's model names it; counts where the deployed form of that key was not kept
     * @throws RuleViolation when this application can no longer show that version
     */
    public Optional<Form> ofTask(@Nullable Long key, @Nullable String id) {
        if (key == null) {
            return id == null ? Optional.empty() : find(id);
        }
        var known = byKey.get(key);
        if (known == null) {
            var content = deployed.form(key);
            if (content.isEmpty()) {
                return id == null ? Optional.empty() : find(id);
            }
            known = read(key, content.get());
            byKey.put(key, known);
        }
        return Optional.of(known);
    }

    private Form read(long key, String content) {
        try {
            return FormReader.read(json, feel, "Form " + key, content);
        } catch (IllegalStateException unknownToday) {
            LOG.error("A deployed form cannot be shown: {}", unknownToday.getMessage());
            throw new RuleViolation("inbox.form.unreadable");
        }
    }
}
