package vn.chibo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Vietnamese and English say the same things, in a form that can be formatted. */
class MessageBundlesTest {

    private static final Path MESSAGES = Path.of("src/main/resources/messages");

    static Stream<Path> vietnamese() throws IOException {
        return Files.list(MESSAGES)
                .filter(file -> file.toString().endsWith(".properties")
                        && !file.toString().endsWith("_en.properties"));
    }

    @ParameterizedTest
    @MethodSource("vietnamese")
    void everyTextIsThereInBothLanguages(Path bundle) throws IOException {
        var english = MESSAGES.resolve(bundle.getFileName().toString().replace(".properties", "_en.properties"));

        assertThat(new TreeSet<>(read(english).stringPropertyNames()))
                .isEqualTo(new TreeSet<>(read(bundle).stringPropertyNames()));
    }

    @ParameterizedTest
    @MethodSource("vietnamese")
    void everyBundleIsRegistered(Path bundle) throws IOException {
        var name = bundle.getFileName().toString().replace(".properties", "");

        assertThat(Files.readString(Path.of("src/main/resources/application.yaml")))
                .contains("messages/" + name);
    }

    /** All messages pass through MessageFormat, where a single apostrophe swallows text: it is written twice. */
    @ParameterizedTest
    @MethodSource("vietnamese")
    void everyTextCanBeFormatted(Path bundle) throws IOException {
        var english = MESSAGES.resolve(bundle.getFileName().toString().replace(".properties", "_en.properties"));
        for (var file : new Path[] {bundle, english}) {
            read(file).forEach((key, text) -> {
                assertThat(text.toString().replace("''", ""))
                        .as(key + " in " + file)
                        .doesNotContain("'");
                new MessageFormat(text.toString());
            });
        }
    }

    private static Properties read(Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
