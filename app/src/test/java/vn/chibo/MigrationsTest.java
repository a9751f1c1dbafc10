package vn.chibo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Two branches that each add the next migration merge without a conflict, and then no database can be migrated. */
class MigrationsTest {

    private static final Pattern NAME = Pattern.compile("V(\\d+)__[a-z0-9_]+\\.sql");

    @Test
    void each_module_numbers_its_migrations_without_repetitions() throws IOException {
        try (var modules = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (var module : modules.toList()) {
                try (var files = Files.list(module)) {
                    var names = files.map(file -> file.getFileName().toString()).toList();
                    assertThat(names)
                            .as(module.toString())
                            .allMatch(name -> NAME.matcher(name).matches());
                    var numbers = names.stream()
                            .map(name -> Integer.valueOf(NAME.matcher(name).replaceFirst("$1")))
                            .toList();
                    assertThat(numbers).as(module.toString()).doesNotHaveDuplicates();
                }
            }
        }
    }
}
