package vn.chibo.engine;

import static java.util.Objects.requireNonNull;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import io.camunda.client.api.response.DeploymentEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deploys all models and forms together, for they bind to what came in the same deployment. The engine compares
 * contents: sending what it has answers the versions it has, so every start may send everything.
 */
@Component
class Deployment {

    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);
    private final EngineSettings settings;
    private final CamundaClient client;
    private final ResourcePatternResolver resources;
    private final JdbcClient jdbc;
    private volatile boolean done;
    private String lastProblem = "";

    Deployment(EngineSettings settings, CamundaClient client, ResourcePatternResolver resources, JdbcClient jdbc) {
        this.settings = settings;
        this.client = client;
        this.resources = resources;
        this.jdbc = jdbc;
    }

    boolean done() {
        return done;
    }

    /** Tries once. What the engine says to a model it refuses is logged, once per message. */
    void attempt() {
        var files = files();
        if (files.isEmpty()) {
            LOG.info("No models to deploy");
            done = true;
            return;
        }
        try {
            var event = request(files).send().join(30, TimeUnit.SECONDS);
            keepForms(event, files);
            done = true;
            LOG.info("Deployed {}", summary(event));
        } catch (RuntimeException e) {
            var problem = String.valueOf(e.getMessage());
            if (!problem.equals(lastProblem)) {
                lastProblem = problem;
                LOG.warn("The models are not deployed yet, trying again: {}", problem);
            }
        }
    }

    private Map<String, byte[]> files() {
        var files = new TreeMap<String, byte[]>();
        for (var pattern : settings.models()) {
            try {
                for (var resource : resources.getResources(pattern)) {
                    var before = files.put(String.valueOf(resource.getFilename()), resource.getContentAsByteArray());
                    if (before != null) {
                        throw new IllegalStateException("Two models are called " + resource.getFilename());
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private DeployResourceCommandStep2 request(Map<String, byte[]> files) {
        var command = client.newDeployResourceCommand();
        DeployResourceCommandStep2 request = null;
        for (var file : files.entrySet()) {
            request = command.addResourceBytes(file.getValue(), file.getKey());
        }
        return requireNonNull(request);
    }

    private void keepForms(DeploymentEvent event, Map<String, byte[]> files) {
        for (var form : event.getForm()) {
            jdbc.sql("""
                            insert into engine_link.form (key, form_id, version, schema)
                            values (:key, :id, :version, :schema) on conflict (key) do nothing""")
                    .param("key", form.getFormKey())
                    .param("id", form.getFormId())
                    .param("version", form.getVersion())
                    .param(
                            "schema",
                            new String(requireNonNull(files.get(form.getResourceName())), StandardCharsets.UTF_8))
                    .update();
        }
    }

    private static String summary(DeploymentEvent event) {
        var processes = event.getProcesses().stream()
                .map(process -> process.getBpmnProcessId() + " v" + process.getVersion())
                .collect(Collectors.joining(", "));
        return processes + "; " + event.getForm().size() + " forms, "
                + event.getDecisions().size() + " decisions";
    }
}
