package vn.chibo.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    private Path directory;

    @Test
    void firstStartWritesTheFormatAndTheSecondAcceptsIt() throws IOException {
        DataDirectory.open(directory, 0).close();
        DataDirectory.open(directory, 0).close();

        assertThat(directory.resolve("VERSION")).hasContent("1");
    }

    @Test
    void refusesDataOfANewerVersionAndTouchesNothing() throws IOException {
        Files.writeString(directory.resolve("VERSION"), "99\n");

        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> DataDirectory.open(directory, 0))
                .withMessageContaining("newer Chibo (format 99");

        assertThat(directory).isDirectoryContaining("glob:**VERSION").isDirectoryNotContaining("glob:**.lock");
        assertThat(directory.resolve("VERSION")).hasContent("99");
    }

    @Test
    void refusesADirectoryThatHoldsSomethingElse() throws IOException {
        Files.writeString(directory.resolve("thesis.docx"), "years of work");

        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> DataDirectory.open(directory, 0))
                .withMessageContaining("thesis.docx");
    }

    @Test
    void refusesWhileAnotherStartUsesIt() throws IOException {
        try (var first = DataDirectory.open(directory, 0)) {
            assertThatExceptionOfType(StartFailure.class)
                    .isThrownBy(() -> DataDirectory.open(directory, 0))
                    .withMessageContaining("already running")
                    .withMessageContaining(Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void refusesANearlyFullDisk() {
        assertThatExceptionOfType(StartFailure.class)
                .isThrownBy(() -> DataDirectory.open(directory, Long.MAX_VALUE))
                .withMessageContaining("Disk nearly full");

        assertThat(directory).isEmptyDirectory();
    }
}
