package vn.chibo.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The log file of a child. */
record Log(Path file) {

    /** The last thing the log complains about, on a line of its own: often it saves opening the file. */
    String lastComplaint() {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.contains(" ERROR ") || line.startsWith("Caused by:"))
                    .reduce((first, second) -> second)
                    .map(line -> "\n  " + line)
                    .orElse("");
        } catch (IOException | java.io.UncheckedIOException e) {
            return "";
        }
    }
}
