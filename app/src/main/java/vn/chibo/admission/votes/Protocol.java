package vn.chibo.admission.votes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Two people enter the count of one ballot, each without seeing what the other wrote. */
public record Protocol(Entry first, Entry second) {

    /** What one person entered: the body's members, those present, and the papers. */
    public record Entry(VoteBase base, Count count) {}

    /** The fields in which the two differ, by the names they have in the form; none when the ballot is reconciled. */
    public List<String> differences() {
        var fields = new ArrayList<String>();
        compare(fields, "members", entry -> entry.base().members());
        compare(fields, "present", entry -> entry.base().present());
        compare(fields, "issued", entry -> entry.count().issued());
        compare(fields, "returned", entry -> entry.count().returned());
        compare(fields, "valid", entry -> entry.count().valid());
        compare(fields, "inFavour", entry -> entry.count().inFavour());
        compare(fields, "against", entry -> entry.count().against());
        return fields;
    }

    public boolean reconciled() {
        return differences().isEmpty();
    }

    private void compare(List<String> fields, String name, ToIntFunction<Entry> value) {
        if (value.applyAsInt(first) != value.applyAsInt(second)) {
            fields.add(name);
        }
    }
}
