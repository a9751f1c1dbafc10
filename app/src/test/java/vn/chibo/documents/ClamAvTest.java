package vn.chibo.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Talks to a clamd of our own making: what goes over the wire, and what its answers mean. */
class ClamAvTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @TempDir
    private Path directory;

    @Test
    void sendsTheWholeFileInChunks() throws Exception {
        var content = new byte[200_000];
        Arrays.fill(content, (byte) 7);

        try (var clamd = new Clamd("stream: OK\0")) {
            assertThat(scan(clamd, content)).isEqualTo(VirusScanner.Verdict.CLEAN);
            assertThat(clamd.received()).isEqualTo(content);
        }
    }

    @Test
    void anInfectedFileIsToldFromACleanOne() throws Exception {
        try (var clamd = new Clamd("stream: Eicar-Signature FOUND\0")) {
            assertThat(scan(clamd, new byte[10])).isEqualTo(VirusScanner.Verdict.INFECTED);
        }
    }

    @Test
    void anAnswerThatIsNoVerdictIsNone() throws Exception {
        for (var answer : new String[] {"INSTREAM size limit exceeded. ERROR\0", "", "stream: "}) {
            try (var clamd = new Clamd(answer)) {
                assertThatIOException().isThrownBy(() -> scan(clamd, new byte[10]));
            }
        }
    }

    @Test
    void aScannerThatIsAwayIsTold() throws IOException {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        var file = Files.write(directory.resolve("file"), new byte[10]);

        assertThatIOException().isThrownBy(() -> new ClamAv("127.0.0.1:" + port, PATIENCE).scan(file));
    }

    @Test
    void aScannerThatNeverAnswersIsNotWaitedFor() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var file = Files.write(directory.resolve("file"), new byte[10]);
            var scanner = new ClamAv("127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(200));

            assertThatIOException().isThrownBy(() -> scanner.scan(file));
        }
    }

    @Test
    void refusesWhatIsNoAddress() {
        for (var address : new String[] {"clamd", ":3310", "clamd:", "clamd:x"}) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> new ClamAv(address, PATIENCE))
                    .withMessageContaining("host:port");
        }
    }

    private VirusScanner.Verdict scan(Clamd clamd, byte[] content) throws IOException {
        return new ClamAv("127.0.0.1:" + clamd.port(), PATIENCE).scan(Files.write(directory.resolve("file"), content));
    }

    /** Takes one file and says the answer it was given. */
    static final class Clamd implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final CompletableFuture<byte[]> received = new CompletableFuture<>();

        Clamd(String answer) throws IOException {
            Thread.ofPlatform().daemon().start(() -> {
                try (var socket = server.accept();
                        var in = new DataInputStream(socket.getInputStream())) {
                    var command = new String(in.readNBytes(10), StandardCharsets.US_ASCII);
                    if (!command.equals("zINSTREAM\0")) {
                        throw new IOException("not a command: " + command);
                    }
                    var bytes = new ByteArrayOutputStream();
                    for (var length = in.readInt(); length > 0; length = in.readInt()) {
                        bytes.write(in.readNBytes(length));
                    }
                    received.complete(bytes.toByteArray());
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    received.completeExceptionally(e);
                }
            });
        }

        int port() {
            return server.getLocalPort();
        }

        byte[] received() throws Exception {
            return received.get(5, TimeUnit.SECONDS);
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
