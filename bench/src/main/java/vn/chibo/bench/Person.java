package vn.chibo.bench;

import java.util.List;
import vn.chibo.identity.CurrentUser;

/** Somebody whose task list is measured, as Chibo knows them and as engines do. */
record Person(CurrentUser user) {

    String username() {
        return user.username();
    }

    /** What engines call the person in an assignee. */
    String member() {
        var member = user.member();
        return member == null ? "" : member.toString();
    }

    List<String> groups() {
        return user.offices().stream()
                .map(held -> held.office().groupIn(held.unitCode()))
                .toList();
    }
}
