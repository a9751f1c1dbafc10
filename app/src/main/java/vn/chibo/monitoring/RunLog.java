package vn.chibo.monitoring;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one run has done so far. A kind counts as compared only when everything of it was looked at. */
final class RunLog {

    private final Map<FindingKind, List<Finding>> open;
    private final Map<String, Sighting> seen = new LinkedHashMap<>();
    private final Map<String, Sighting> repaired = new LinkedHashMap<>();
    private final Set<FindingKind> compared = EnumSet.noneOf(FindingKind.class);
    private long taskCursor;
    private long instanceCursor;
    private int probed;

    /** @param open findings of the runs before that are not resolved yet */
    RunLog(long taskCursor, long instanceCursor, Map<FindingKind, List<Finding>> open) {
        this.taskCursor = taskCursor;
        this.instanceCursor = instanceCursor;
        this.open = open;
    }

    /** Keys in which earlier runs saw this; to be looked at first. */
    List<Long> openKeys(FindingKind kind) {
        return open.getOrDefault(kind, List.of()).stream()
                .filter(finding -> finding.repairedAt() == null)
                .map(finding -> Long.parseLong(finding.seen().subject()))
                .toList();
    }

    void saw(Sighting sighting) {
        seen.put(sighting.kind() + " " + sighting.subject(), sighting);
    }

    void repaired(Sighting sighting) {
        repaired.put(sighting.kind() + " " + sighting.subject(), sighting);
    }

    void compared(FindingKind... kinds) {
        compared.addAll(List.of(kinds));
    }

    void probed() {
        probed++;
    }

    void nextTaskAfter(long key) {
        taskCursor = key;
    }

    void nextInstanceAfter(long key) {
        instanceCursor = key;
    }

    List<Sighting> seen() {
        return new ArrayList<>(seen.values());
    }

    List<Sighting> repaired() {
        return new ArrayList<>(repaired.values());
    }

    Set<FindingKind> compared() {
        return compared;
    }

    int probes() {
        return probed;
    }

    long taskCursor() {
        return taskCursor;
    }

    long instanceCursor() {
        return instanceCursor;
    }
}
