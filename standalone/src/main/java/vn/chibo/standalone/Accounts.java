package vn.chibo.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/** The sample accounts, as {@code samples/accounts.csv} lists them: account, password, role; further columns are the application's. */
record Accounts(List<List<String>> rows) {

    static Accounts read(Path csv) {
        try {
            if (!Files.exists(csv)) {
                return new Accounts(List.of());
            }
            var rows = Files.readAllLines(csv).stream()
                    .skip(1)
                    .filter(line -> !line.isBlank())
                    .map(line -> List.of(line.split(",", -1)))
                    .filter(columns -> columns.size() >= 3)
                    .map(columns -> columns.stream().map(Accounts::unquoted).toList())
                    .toList();
            return new Accounts(rows);
        } catch (IOException e) {
            return new Accounts(List.of());
        }
    }

    private static String unquoted(String value) {
        var text = value.strip();
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text;
    }

    /** One line for each role, with the first account of it. */
    List<String> lines() {
        var seen = new HashSet<String>();
        return new Accounts(rows.stream().filter(row -> seen.add(row.get(2))).toList()).table();
    }

    private List<String> table() {
        var first = width(0);
        var second = width(1);
        return rows.stream()
                .map(row ->
                        ("    %-" + first + "s  %-" + second + "s  %s").formatted(row.get(0), row.get(1), row.get(2)))
                .toList();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
    }
}
