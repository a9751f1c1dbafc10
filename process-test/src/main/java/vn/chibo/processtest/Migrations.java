package vn.chibo.processtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** Where the application keeps the tables of the read model. */
final class Migrations {

    private static final Path DIRECTORY = Path.of("app/src/main/resources/db/migration/engine");

    private Migrations() {}

    static List<Path> ofReadModel() {
        try (var files = Files.list(home().resolve(DIRECTORY))) {
            return files.filter(file -> file.getFileName().toString().matches("V\\d+__.*\\.sql"))
                    .sorted(Comparator.comparingInt(Migrations::version))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceFirst("V(\\d+)__.*", "$1"));
    }

    private static Path home() {
        for (var directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            if (Files.isDirectory(directory.resolve(DIRECTORY))) {
                return directory;
            }
        }
        throw new IllegalStateException(
                "No Chibo working copy at or above " + Path.of("").toAbsolutePath());
    }
}
