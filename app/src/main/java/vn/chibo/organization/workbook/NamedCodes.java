package vn.chibo.organization.workbook;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The members and cards a workbook names; of the many members only these are loaded. */
record NamedCodes(Set<String> members, Set<String> cards) {

    static NamedCodes in(Map<Layout, List<RowReader>> rows) {
        var members = new HashSet<String>();
        var cards = new HashSet<String>();
        for (var row : rows.getOrDefault(Layout.MEMBERS, List.of())) {
            row.peek(Layout.Column.MEMBER_CODE).ifPresent(members::add);
            row.peek(Layout.Column.CARD_NUMBER).ifPresent(cards::add);
        }
        for (var row : rows.getOrDefault(Layout.OFFICES, List.of())) {
            row.peek(Layout.Column.HOLDER).ifPresent(members::add);
        }
        return new NamedCodes(members, cards);
    }
}
