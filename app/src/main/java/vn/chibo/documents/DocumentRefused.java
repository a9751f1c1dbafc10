package vn.chibo.documents;

import vn.chibo.shared.RuleViolation;

/** The file is not stored; the message, beside the form's field {@code file}, says why and what to do. */
public class DocumentRefused extends RuleViolation {

    DocumentRefused(String why, Object... arguments) {
        super("file", "documents.refused." + why, arguments);
    }
}
