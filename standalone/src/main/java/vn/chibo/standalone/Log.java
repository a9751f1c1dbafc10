package vn.chibo.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The log file of a child. */
record Log(Path file) {

    /** The last thing the log complains about, on a line of its own: often it saves opening the file. */
    String lastComplaint() {
        var complaint = "";
        var described = false;
        try (var reader = Files.newBufferedReader(file)) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.contains(" ERROR ") || line.startsWith("Caused by:") || described && !line.isBlank()) {
                    complaint = "\n  " + line;
                    described = false;
                }
                // Spring Boot explains itself over several lines
                described = described || line.equals("Description:");
            }
        } catch (IOException e) {
            // the path of the log is enough then
        }
        return complaint;
    }
}
