package vn.chibo.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    private Path directory;

    private Process process;
    private PidFile pidFile;

    @BeforeEach
    void startSomething() throws IOException {
        process = new ProcessBuilder("sleep", "60").start();
        pidFile = new PidFile(directory.resolve("run/something.pid"));
    }

    @AfterEach
    void endIt() {
        process.destroyForcibly();
    }

    @Test
    void stopsWhatAnEarlierStartLeftRunning() {
        pidFile.write(process.toHandle());

        assertThat(pidFile.stopSurvivor(Duration.ofSeconds(10))).isTrue();

        assertThat(process.isAlive()).isFalse();
        assertThat(pidFile.file()).doesNotExist();
    }

    @Test
    void sparesAnotherProcessThatGotTheSameNumber() throws IOException {
        pidFile.write(process.toHandle());
        Files.writeString(pidFile.file(), process.pid() + " 1000000000000\n");

        assertThat(pidFile.stopSurvivor(Duration.ofSeconds(10))).isFalse();

        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void takesADamagedFileForNone() throws IOException {
        Files.createDirectories(pidFile.file().getParent());
        Files.writeString(pidFile.file(), "half a li");

        assertThat(pidFile.survivor()).isEmpty();
    }
}
