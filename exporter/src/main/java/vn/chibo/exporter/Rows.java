package vn.chibo.exporter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run of records means for the tables: parameter rows per statement, in the order of the log. */
final class Rows {

    private final Map<Write, List<@Nullable Object[]>> byWrite = new EnumMap<>(Write.class);

    void add(Write write, @Nullable Object... values) {
        byWrite.computeIfAbsent(write, any -> new ArrayList<>()).add(values);
    }

    List<@Nullable Object[]> of(Write write) {
        return byWrite.getOrDefault(write, List.of());
    }

    /** In the order of {@link Write}. */
    Map<Write, List<@Nullable Object[]>> all() {
        return Collections.unmodifiableMap(byWrite);
    }

    /** Whether someone's task list may look different now. */
    boolean changeTasks() {
        return byWrite.containsKey(Write.USER_TASK);
    }
}
