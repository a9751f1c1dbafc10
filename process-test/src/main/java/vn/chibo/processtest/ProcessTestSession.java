package vn.chibo.processtest;

import io.camunda.process.test.api.CamundaAssert;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Offers Camunda Process Test a cluster to connect to, once per test run. JUnit finds this class by itself.
 *
 * <p>Camunda Process Test reads the cluster's addresses once, from {@code camunda-container-runtime.properties} on the class
 * path, before any extension of a test could choose them. So they are written into the compiled copy of that file before
 * JUnit looks for tests. The cluster itself starts when the first test connects: a run without process tests pays
 * one socket. With {@code -Dprocess-test.runtime=managed}, Camunda Process Test starts its own containers instead.
 */
public final class ProcessTestSession implements LauncherSessionListener {

    static final String PROPERTIES = "camunda-container-runtime.properties";
    static final String RUNTIME = "process-test.runtime";

    /** Broker, database and test share one machine, often with other work: longer than the 10 s of a cluster of its own. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private @Nullable Cluster cluster;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        var file = ProcessTestSession.class.getResource("/" + PROPERTIES);
        if (file == null || !file.getProtocol().equals("file")) {
            return;
        }
        var path = path(file);
        var properties = read(path);
        var mode = System.getProperty(RUNTIME, "remote");
        properties.setProperty("runtimeMode", mode);
        if (mode.equals("remote")) {
            var offered = new Cluster();
            properties.setProperty(
                    "remote.client.grpcAddress", offered.grpcAddress().toString());
            properties.setProperty(
                    "remote.client.restAddress", offered.restAddress().toString());
            properties.setProperty(
                    "remote.camundaMonitoringApiAddress", offered.restAddress().toString());
            cluster = offered;
            CamundaAssert.setAssertionTimeout(PATIENCE);
        }
        write(path, properties);
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static Path path(URL file) {
        try {
            return Path.of(file.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Properties read(Path file) {
        try (var in = Files.newInputStream(file)) {
            var properties = new Properties();
            properties.load(in);
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, Properties properties) {
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, "Written for this test run; the source is in src/test/resources");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
