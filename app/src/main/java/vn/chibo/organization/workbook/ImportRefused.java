package vn.chibo.organization.workbook;

import vn.chibo.shared.RuleViolation;

/** The previewed import cannot be carried out: it has errors, it is gone, or something changed since. */
public class ImportRefused extends RuleViolation {

    ImportRefused(String key) {
        super("organization.import." + key);
    }
}
