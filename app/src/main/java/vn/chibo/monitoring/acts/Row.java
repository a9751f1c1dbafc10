package vn.chibo.monitoring.acts;

import java.util.Optional;
import java.util.UUID;
import vn.chibo.cases.CaseId;

/** One line of the board as its form sends it, {@code <case>:<task>}; task 0 where the case waits for no task. */
record Row(CaseId theCase, long task) {

    static Optional<Row> parse(String text) {
        var colon = text.indexOf(':');
        try {
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Row(
                            new CaseId(UUID.fromString(text.substring(0, colon))),
                            Long.parseLong(text.substring(colon + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return theCase + ":" + task;
    }
}
