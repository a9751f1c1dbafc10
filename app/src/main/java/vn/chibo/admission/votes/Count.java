package vn.chibo.admission.votes;

import vn.chibo.shared.RuleViolation;

/**
 * What a count of ballot papers says; who voted what is nowhere. A vote by show of hands is the same count with every
 * vote as a paper that was issued, came back and is valid.
 */
public record Count(int issued, int returned, int valid, int inFavour, int against) {

    /** @throws RuleViolation beside the field that must change, when the numbers cannot be right */
    public Count {
        refuse("issued", issued < 0);
        refuse("returned", returned < 0);
        refuse("valid", valid < 0);
        refuse("inFavour", inFavour < 0);
        refuse("against", against < 0);
        if (returned > issued) {
            throw RuleViolation.at("returned", "admission.error.count.moreReturned", returned, issued);
        }
        if (valid > returned) {
            throw RuleViolation.at("valid", "admission.error.count.moreValid", valid, returned);
        }
        if ((long) inFavour + against != valid) {
            throw RuleViolation.at("inFavour", "admission.error.count.sum", (long) inFavour + against, valid);
        }
    }

    public int invalid() {
        return returned - valid;
    }

    /** @throws RuleViolation when more papers were issued than people were there to take one */
    public Count within(VoteBase base) {
        if (issued > base.present()) {
            throw RuleViolation.at("issued", "admission.error.count.moreIssued", issued, base.present());
        }
        return this;
    }

    private static void refuse(String field, boolean wrong) {
        if (wrong) {
            throw RuleViolation.at(field, "admission.error.count.negative");
        }
    }
}
