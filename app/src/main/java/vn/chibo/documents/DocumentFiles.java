package vn.chibo.documents;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The directory: {@code incoming/} for files on their way, and one folder for each of the first two digits of the ids. A
 * file is whole and on the disk before it gets its place.
 */
class DocumentFiles {

    private static final String INCOMING = "incoming";
    private static final Pattern FOLDER = Pattern.compile("[0-9a-f]{2}");
    private static final int BUFFER = 64 * 1024;

    private final Path directory;

    DocumentFiles(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    record Incoming(Path file, long size, String sha256) {}

    /** @throws DocumentRefused when there are more bytes than {@code limit}, or none; nothing is left behind */
    Incoming receive(InputStream content, long limit) throws IOException {
        var folder = Files.createDirectories(directory.resolve(INCOMING));
        var file = folder.resolve(UUID.randomUUID().toString());
        try {
            return write(content, limit, file);
        } catch (IOException | RuntimeException e) {
            discard(file);
            throw e;
        }
    }

    private static Incoming write(InputStream content, long limit, Path file) throws IOException {
        var digest = sha256();
        var size = 0L;
        try (var out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var buffer = new byte[BUFFER];
            for (var read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
                if (size > limit) {
                    throw new DocumentRefused("tooLarge", limit / (1024 * 1024));
                }
                digest.update(buffer, 0, read);
                var bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            }
            out.force(true);
        }
        if (size == 0) {
            throw new DocumentRefused("empty");
        }
        return new Incoming(file, size, HexFormat.of().formatHex(digest.digest()));
    }

    void settle(Path incoming, DocumentId id) throws IOException {
        var folder = Files.createDirectories(folder(id));
        Files.move(incoming, place(id), StandardCopyOption.ATOMIC_MOVE);
        force(folder);
        force(directory);
    }

    /** The new name is on the disk too; what has no such thing (Windows) keeps names by itself. */
    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            if (File.separatorChar == '/') {
                throw e;
            }
        }
    }

    Path place(DocumentId id) {
        return folder(id).resolve(id.toString());
    }

    private Path folder(DocumentId id) {
        return directory.resolve(id.toString().substring(0, 2));
    }

    void discard(Path incoming) throws IOException {
        Files.deleteIfExists(incoming);
    }

    /** A file in the directory; {@code id} null where it never got its place. */
    record Found(Path file, @Nullable DocumentId id) {}

    /** Files last written before that moment. */
    List<Found> olderThan(Instant before) throws IOException {
        var found = new ArrayList<Found>();
        if (!Files.isDirectory(directory)) {
            return found;
        }
        try (var folders = Files.list(directory)) {
            for (var folder : folders.filter(Files::isDirectory).toList()) {
                var name = folder.getFileName().toString();
                if (name.equals(INCOMING) || FOLDER.matcher(name).matches()) {
                    collect(folder, before, found);
                }
            }
        }
        return found;
    }

    private static void collect(Path folder, Instant before, List<Found> found) throws IOException {
        var incoming = folder.getFileName().toString().equals(INCOMING);
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                try {
                    if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                        found.add(new Found(
                                file,
                                incoming
                                        ? null
                                        : DocumentId.of(file.getFileName().toString())));
                    }
                } catch (NoSuchFileException | IllegalArgumentException e) {
                    // gone meanwhile, or nothing of ours
                }
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
