package vn.chibo.cases.spi;

import java.util.List;
import vn.chibo.cases.CaseId;
import vn.chibo.cases.CaseKind;
import vn.chibo.identity.CurrentUser;

/**
 * What an area lets those above do with one of its cases from the board of what is late. An area that says nothing here
 * allows nothing: no deadline is moved and no case ended without the area that knows the law of it.
 */
public interface CaseSupervision {

    CaseKind kind();

    /** The area's own pages for this, those the signed-in person may use for the case as it stands. */
    default List<Page> pages(CaseId id) {
        return List.of();
    }

    /**
     * What a cancellation from the board does to the area's record, in sentences of the message bundle; empty while
     * the case cannot be cancelled so.
     */
    default List<String> consequences(CaseId id) {
        return List.of();
    }

    /**
     * Ends the area's record of a case that is being cancelled. Joins the caller's transaction; the caller closes the case
     * and ends its process.
     *
     * @throws vn.chibo.shared.RuleViolation when the case cannot be cancelled as it stands now
     */
    default void cancel(CaseId id, String reason, CurrentUser by) {
        throw new UnsupportedOperationException(kind() + " is not cancelled from the board");
    }

    record Page(Purpose purpose, String address) {}

    enum Purpose {
        /** Moves a deadline, with reason and approver. */
        EXTENSION,
        /** Ends the case before its end. */
        ENDING
    }
}
