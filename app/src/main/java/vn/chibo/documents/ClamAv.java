package vn.chibo.documents;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a clamd over TCP, sending the content ({@code INSTREAM}), so that it needs no access to our directory. */
final class ClamAv implements VirusScanner {

    private static final Logger LOG = LoggerFactory.getLogger(ClamAv.class);
    private static final int CHUNK = 64 * 1024;
    private static final int LONGEST_ANSWER = 4096;

    private final String host;
    private final int port;
    private final Duration timeout;

    ClamAv(String address, Duration timeout) {
        var colon = address.lastIndexOf(':');
        if (colon < 1 || !address.substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException("chibo.documents.clamav is host:port, not " + address);
        }
        this.host = address.substring(0, colon);
        this.port = Integer.parseInt(address.substring(colon + 1));
        this.timeout = timeout;
    }

    @Override
    public Verdict scan(Path file) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(timeout.toMillis()));
            socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
            send(file, socket);
            return verdict(answer(socket.getInputStream()));
        }
    }

    /** Chunks, each with its length before it; a length of nothing ends. */
    private static void send(Path file, Socket socket) throws IOException {
        var out = new DataOutputStream(socket.getOutputStream());
        out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[CHUNK];
            for (var read = in.read(buffer); read > 0; read = in.read(buffer)) {
                out.writeInt(read);
                out.write(buffer, 0, read);
            }
        }
        out.writeInt(0);
        out.flush();
    }

    private static String answer(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var read = in.read(); read > 0 && bytes.size() < LONGEST_ANSWER; read = in.read()) {
            bytes.write(read);
        }
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }

    private static Verdict verdict(String answer) throws IOException {
        if (answer.endsWith(" OK")) {
            return Verdict.CLEAN;
        }
        if (answer.endsWith(" FOUND")) {
            LOG.warn("A file was refused: {}", answer);
            return Verdict.INFECTED;
        }
        throw new IOException("clamd answered \"" + answer + "\"");
    }
}
