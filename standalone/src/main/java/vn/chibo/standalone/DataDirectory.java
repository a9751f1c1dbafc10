package vn.chibo.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The one directory all records of a standalone installation are in; used by one running start at a time.
 *
 * <p>{@code VERSION} says how the directory is laid out. A start that is older than the layout touches nothing.
 */
final class DataDirectory implements AutoCloseable {

    static final int FORMAT = 1;
    static final long NEEDED_BYTES = 2_000_000_000L;

    private static final Set<String> UNIMPORTANT = Set.of(".lock", ".owner", ".VERSION.new", ".DS_Store", ".gitkeep");

    private final Path directory;
    private final FileChannel channel;
    private final FileLock lock;

    private DataDirectory(Path directory, FileChannel channel, FileLock lock) {
        this.directory = directory;
        this.channel = channel;
        this.lock = lock;
    }

    /** Checks everything that can be checked without writing, then takes the directory. */
    static DataDirectory open(Path directory) {
        return open(directory, NEEDED_BYTES);
    }

    static DataDirectory open(Path directory, long neededBytes) {
        try {
            requireKnownFormat(directory);
            Files.createDirectories(directory);
            requireSpace(directory, neededBytes);
            var opened = lock(directory);
            writeFormat(directory);
            return opened;
        } catch (IOException e) {
            throw new StartFailure(
                    "Không ghi được vào thư mục dữ liệu " + directory + " (đổi bằng CHIBO_DATA)",
                    "Cannot write to the data directory " + directory + " (change it with CHIBO_DATA)",
                    e);
        }
    }

    private static void requireKnownFormat(Path directory) throws IOException {
        var version = directory.resolve("VERSION");
        if (!Files.exists(version)) {
            requireEmpty(directory);
            return;
        }
        var text = Files.readString(version).strip();
        if (!text.matches("\\d{1,6}")) {
            throw new StartFailure(
                    version + " không đọc được: " + text, version + " does not hold a format number: " + text);
        }
        if (Integer.parseInt(text) > FORMAT) {
            throw new StartFailure(
                    "Dữ liệu trong " + directory + " thuộc phiên bản Chibo mới hơn (định dạng " + text
                            + ", bản này hiểu đến " + FORMAT + "). Hãy dùng bản Chibo mới; dữ liệu chưa bị thay đổi.",
                    "The data in " + directory + " belong to a newer Chibo (format " + text + ", this one knows "
                            + FORMAT + "). Use the newer Chibo; nothing was changed.");
        }
    }

    /** Somebody else's directory is not ours to fill. */
    private static void requireEmpty(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var content = Files.list(directory)) {
            var foreign = content.map(path -> path.getFileName().toString())
                    .filter(name -> !UNIMPORTANT.contains(name))
                    .findAny();
            if (foreign.isPresent()) {
                throw new StartFailure(
                        directory + " không trống và không phải dữ liệu Chibo (có " + foreign.get()
                                + "). Chọn thư mục khác bằng CHIBO_DATA.",
                        directory + " is not empty and holds no Chibo data (there is " + foreign.get()
                                + "). Choose another directory with CHIBO_DATA.");
            }
        }
    }

    private static void requireSpace(Path directory, long neededBytes) throws IOException {
        var free = Files.getFileStore(directory).getUsableSpace();
        if (free < neededBytes) {
            throw new StartFailure(
                    "Ổ đĩa gần đầy: " + directory + " còn " + free / 1_000_000 + " MB, cần ít nhất "
                            + neededBytes / 1_000_000 + " MB. Giải phóng chỗ trống hoặc đổi CHIBO_DATA.",
                    "Disk nearly full: " + free / 1_000_000 + " MB free for " + directory + ", at least "
                            + neededBytes / 1_000_000 + " MB needed. Free some space or change CHIBO_DATA.");
        }
    }

    private static DataDirectory lock(Path directory) throws IOException {
        var file = directory.resolve(".lock");
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            var lock = channel.tryLock();
            if (lock != null) {
                Files.writeString(
                        directory.resolve(".owner"),
                        Long.toString(ProcessHandle.current().pid()));
                return new DataDirectory(directory, channel, lock);
            }
        } catch (OverlappingFileLockException e) {
            // held by this very JVM: the same answer
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        var owner = directory.resolve(".owner");
        var pid = Files.exists(owner) ? Files.readString(owner).strip() : "?";
        throw new StartFailure(
                "Chibo đang chạy với dữ liệu này (tiến trình " + pid + "). Dừng nó trước, hoặc đổi CHIBO_DATA.",
                "Chibo is already running on this data (process " + pid + "). Stop it first, or change CHIBO_DATA.");
    }

    private static void writeFormat(Path directory) throws IOException {
        var version = directory.resolve("VERSION");
        if (!Files.exists(version)) {
            var draft = directory.resolve(".VERSION.new");
            Files.writeString(draft, FORMAT + "\n");
            Files.move(draft, version, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    Path postgres() {
        return directory.resolve("postgresql");
    }

    Path engine() {
        return directory.resolve("engine");
    }

    Path log(String name) {
        return directory.resolve("logs").resolve(name + ".log");
    }

    PidFile pidFile(String name) {
        return new PidFile(directory.resolve("run").resolve(name + ".pid"));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(directory.resolve(".owner"));
        lock.release();
        channel.close();
    }
}
