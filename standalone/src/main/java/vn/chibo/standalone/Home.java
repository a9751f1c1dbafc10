package vn.chibo.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The working copy of the project: where the jars, the samples and (unless told otherwise) the data are. */
record Home(Path directory) {

    /** {@code CHIBO_HOME}, or the nearest directory upwards that is the project's root. */
    static Home find(Map<String, String> environment) {
        var configured = environment.get("CHIBO_HOME");
        if (configured != null && !configured.isBlank()) {
            return new Home(Path.of(configured).toAbsolutePath().normalize());
        }
        var start = Path.of("").toAbsolutePath();
        for (var directory = start; directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve("standalone/pom.xml"))) {
                return new Home(directory);
            }
        }
        throw new StartFailure(
                "Không tìm thấy thư mục mã nguồn Chibo từ " + start, "No Chibo working copy at or above " + start);
    }

    Path exporterJar() {
        return jar("exporter", "chibo-exporter-");
    }

    Path appJar() {
        return jar("app", "chibo-app-");
    }

    private Path jar(String module, String prefix) {
        var target = directory.resolve(module).resolve("target");
        try (var files = Files.newDirectoryStream(target, prefix + "*.jar")) {
            for (var file : files) {
                var name = file.getFileName().toString();
                if (!name.endsWith("-sources.jar") && !name.endsWith("-tests.jar")) {
                    return file;
                }
            }
        } catch (java.nio.file.NoSuchFileException e) {
            throw missing(module);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw missing(module);
    }

    private static StartFailure missing(String module) {
        return new StartFailure(
                "Chưa dựng mô-đun " + module + ": chạy mvn package",
                "Module " + module + " is not built: run mvn package");
    }
}
