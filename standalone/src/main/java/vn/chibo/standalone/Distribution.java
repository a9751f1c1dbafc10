package vn.chibo.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The Camunda broker as released on Maven Central, unpacked once per user.
 *
 * <p>Maven itself downloads, so mirrors, proxies and credentials of the user's settings apply. The directory gets its
 * final name by a rename after everything else, and a marker file written last: whatever lacks the marker is removed and
 * unpacked again.
 */
final class Distribution {

    static final String MARKER = ".complete";

    private static final long NEEDED_BYTES = 1_300_000_000L;
    private static final Pattern PROGRESS = Pattern.compile("(\\d+)(?:\\.\\d+)?(?: ?MB)?/(\\d+)(?:\\.\\d+)? ?MB");

    private final Path cache;
    private final Home home;
    private final String maven;
    private final Consumer<String> progress;

    Distribution(Map<String, String> environment, Consumer<String> progress) {
        this(
                cacheDirectory(environment),
                Home.find(environment),
                environment.getOrDefault("CHIBO_MAVEN", "mvn"),
                progress);
    }

    Distribution(Path cache, Home home, String maven, Consumer<String> progress) {
        this.cache = cache;
        this.home = home;
        this.maven = maven;
        this.progress = progress;
    }

    /** {@code CHIBO_CACHE}, or {@code ~/.cache/chibo}: what can be downloaded again, shared by all working copies. */
    static Path cacheDirectory(Map<String, String> environment) {
        var configured = environment.get("CHIBO_CACHE");
        return configured != null && !configured.isBlank()
                ? Path.of(configured).toAbsolutePath()
                : Path.of(System.getProperty("user.home"), ".cache", "chibo");
    }

    static String version() {
        try (var in = Distribution.class.getResourceAsStream("versions.properties")) {
            var versions = new Properties();
            versions.load(in);
            return versions.getProperty("camunda-broker");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The unpacked distribution; waits while another process is unpacking it. */
    Path obtain() {
        var name = "camunda-zeebe-" + version();
        var directory = cache.resolve(name);
        if (isComplete(directory)) {
            return directory;
        }
        try {
            Files.createDirectories(cache);
            try (var channel = FileChannel.open(
                            cache.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (lock.isValid() && !isComplete(directory)) {
                    if (Files.exists(directory)) {
                        progress.accept(
                                "Camunda " + version() + ": bản giải nén dở dang, làm lại / half unpacked, redone");
                    }
                    requireSpace();
                    unpack(name, directory);
                }
            }
        } catch (IOException e) {
            throw new StartFailure(
                    "Không ghi được vào " + cache + " (đổi bằng CHIBO_CACHE)",
                    "Cannot write to " + cache + " (change it with CHIBO_CACHE): " + e.getMessage(),
                    e);
        }
        return directory;
    }

    static boolean isComplete(Path directory) {
        return Files.isRegularFile(directory.resolve(MARKER));
    }

    private void requireSpace() throws IOException {
        var free = Files.getFileStore(cache).getUsableSpace();
        if (free < NEEDED_BYTES) {
            throw new StartFailure(
                    "Ổ đĩa của " + cache + " chỉ còn " + free / 1_000_000
                            + " MB, cần 1300 MB (đổi chỗ bằng CHIBO_CACHE)",
                    "Only " + free / 1_000_000 + " MB free for " + cache
                            + ", 1300 MB needed (move it with CHIBO_CACHE)");
        }
    }

    /** Removes what an interrupted attempt left, and puts the new directory in place in one step. */
    private void unpack(String name, Path directory) throws IOException {
        delete(directory);
        var work = cache.resolve(name + ".unpacking");
        delete(work);
        Files.createDirectories(work);
        try {
            var archive = download(name, work);
            progress.accept("Camunda " + version() + ": giải nén một lần / unpacking once");
            run(work, Map.of(), line -> {}, "tar", "xzf", archive.toString(), "-C", work.toString());
            var unpacked = work.resolve(name);
            Files.writeString(unpacked.resolve(MARKER), version() + "\n");
            Files.move(unpacked, directory, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(work);
        }
    }

    private Path download(String name, Path work) throws IOException {
        progress.accept("Camunda " + version() + ": tải từ Maven Central, 299 MB, chỉ một lần"
                + " / from Maven Central, 299 MB, only once");
        var lastTenth = new int[] {0};
        run(
                home.directory(),
                Map.of("JAVA_HOME", System.getProperty("java.home")),
                line -> {
                    var matcher = PROGRESS.matcher(line);
                    while (matcher.find()) {
                        var done = Integer.parseInt(matcher.group(1));
                        var total = Integer.parseInt(matcher.group(2));
                        var tenth = total < 100 ? 0 : done * 10 / total;
                        if (tenth > lastTenth[0]) {
                            lastTenth[0] = tenth;
                            progress.accept("  … " + done + "/" + total + " MB (" + tenth * 10 + " %)");
                        }
                    }
                },
                maven,
                "-f",
                home.directory().resolve("pom.xml").toString(),
                "-N",
                "dependency:copy",
                "-Dartifact=io.camunda:camunda-zeebe:" + version() + ":tar.gz",
                "-DoutputDirectory=" + work);
        return work.resolve(name + ".tar.gz");
    }

    /** Maven overwrites its progress line with carriage returns: those end a line here too. */
    private void run(Path directory, Map<String, String> environment, Consumer<String> lines, String... command)
            throws IOException {
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        var last = new ArrayDeque<String>();
        int exit;
        try {
            var process = builder.start();
            var exitHook = new Thread(process::destroy);
            Runtime.getRuntime().addShutdownHook(exitHook);
            try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
                for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.accept(line);
                    if (line.contains("ERROR") || command[0].equals("tar")) {
                        last.add(line);
                    }
                    if (last.size() > 8) {
                        last.remove();
                    }
                }
            }
            exit = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(exitHook);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (exit != 0) {
            throw new StartFailure(
                    "Không lấy được Camunda " + version() + " (mạng, hay thiết lập của Maven?)",
                    "Could not obtain Camunda " + version() + " (the network, or Maven's settings?)\n"
                            + String.join("\n", last));
        }
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
