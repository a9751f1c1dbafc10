package vn.chibo.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shell script plays Maven: it prints progress as Maven does and packs a small archive. */
class DistributionTest {

    private static final String NAME = "camunda-zeebe-" + Distribution.version();

    @TempDir
    private Path directory;

    private final List<String> said = new ArrayList<>();
    private Path cache;

    @BeforeEach
    void chooseCache() {
        cache = directory.resolve("cache");
    }

    @Test
    void downloadsShowingProgressAndUnpacksOnce() throws IOException {
        var first = distribution(workingMaven()).obtain();
        var second = distribution(script("echo 'Maven must not be asked again'; exit 1"))
                .obtain();

        assertThat(second).isEqualTo(first).isDirectoryContaining("glob:**/lib");
        assertThat(said).anyMatch(line -> line.contains("150/299 MB (50 %)"));
        assertThat(cache).isDirectoryNotContaining("glob:**.unpacking");
    }

    @Test
    void redoesWhatWasHalfUnpacked() throws IOException {
        Files.createDirectories(cache.resolve(NAME).resolve("half"));
        Files.createDirectories(cache.resolve(NAME + ".unpacking/rest"));

        var unpacked = distribution(workingMaven()).obtain();

        assertThat(unpacked).isDirectoryContaining("glob:**/lib").isDirectoryNotContaining("glob:**/half");
        assertThat(Distribution.isComplete(unpacked)).isTrue();
    }

    @Test
    void aFailedDownloadLeavesNothingThatLooksComplete() throws IOException {
        var maven = script("echo '[ERROR] Could not transfer artifact'; exit 1");

        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> distribution(maven).obtain())
                .withMessageContaining("Could not transfer artifact");

        assertThat(cache.resolve(NAME)).doesNotExist();
    }

    @Test
    void aBrokenArchiveLeavesNothingThatLooksComplete() throws IOException {
        var maven = script("echo broken > \"$out/" + NAME + ".tar.gz\"");

        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> distribution(maven).obtain());

        assertThat(cache.resolve(NAME)).doesNotExist();
    }

    private Path workingMaven() throws IOException {
        return script("printf 'Progress (1): 30/299 MB\\rProgress (1): 150/299 MB\\rdone\\n'; mkdir -p \"$out/x/" + NAME
                + "/lib\"; tar czf \"$out/" + NAME + ".tar.gz\" -C \"$out/x\" " + NAME);
    }

    private Path script(String body) throws IOException {
        var file = directory.resolve("mvn");
        Files.writeString(
                file,
                "#!/bin/sh\nfor a in \"$@\"; do case $a in -DoutputDirectory=*) out=${a#-DoutputDirectory=};; esac; done\n"
                        + body + "\n");
        file.toFile().setExecutable(true);
        return file;
    }

    private Distribution distribution(Path maven) {
        return new Distribution(cache, new Home(directory), maven.toString(), said::add);
    }
}
