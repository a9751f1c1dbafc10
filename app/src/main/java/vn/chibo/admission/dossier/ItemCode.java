package vn.chibo.admission.dossier;

import org.jspecify.annotations.Nullable;

/**
 * The papers of an admission in the order of the list. Numbers of forms as in {@code member-admission.md} §3; names
 * without a number are papers that have no form.
 */
public enum ItemCode {
    CN_NTVD("CN-NTVĐ", Phase.PAPERS, Owner.CANDIDATE, "certificate.validMonths"),
    KND_1("1-KNĐ", Phase.PAPERS, Owner.CANDIDATE),
    /** The personal history, with what it says of relatives: sealed, never fields. */
    KND_2("2-KNĐ", Phase.PAPERS, Owner.CANDIDATE),
    VERIFICATION(null, Phase.PAPERS, Owner.CELL_COMMITTEE),
    KND_3("3-KNĐ", Phase.PAPERS, Owner.SPONSOR, "papers.validMonths"),
    KND_3_SECOND("3-KNĐ", Phase.PAPERS, Owner.SPONSOR, "papers.validMonths"),
    KND_4("4-KNĐ", Phase.PAPERS, Owner.UNION, "papers.validMonths"),
    RESIDENCE_OPINION(null, Phase.PAPERS, Owner.CELL_COMMITTEE, "papers.validMonths"),
    KND_5("5-KNĐ", Phase.PAPERS, Owner.CELL_COMMITTEE, "papers.validMonths"),
    STUDENT_PAPER(null, Phase.PAPERS, Owner.CANDIDATE),
    KND_6("6-KNĐ", Phase.CELL_VOTE, Owner.CELL),
    BALLOT_SHEET(null, Phase.CELL_VOTE, Owner.CELL),
    KND_7("7-KNĐ", Phase.APPROVAL, Owner.SUB_COMMITTEE),
    KND_8("8-KNĐ", Phase.APPROVAL, Owner.BASE_COMMITTEE),
    KND_9("9-KNĐ", Phase.APPROVAL, Owner.AUTHORITY),
    CEREMONY_RECORD(null, Phase.CEREMONY, Owner.CELL),
    NEW_MEMBER_COURSE(null, Phase.PROBATION, Owner.TRAINING_CENTRE),
    KND_10("10-KNĐ", Phase.CELL_RECOGNITION, Owner.PROBATIONER),
    KND_11("11-KNĐ", Phase.CELL_RECOGNITION, Owner.SPONSOR),
    KND_12("12-KNĐ", Phase.CELL_RECOGNITION, Owner.CELL_COMMITTEE),
    KND_13("13-KNĐ", Phase.CELL_RECOGNITION, Owner.CELL),
    RECOGNITION_BALLOT_SHEET(null, Phase.CELL_RECOGNITION, Owner.CELL),
    KND_14("14-KNĐ", Phase.RECOGNITION, Owner.SUB_COMMITTEE),
    KND_15("15-KNĐ", Phase.RECOGNITION, Owner.BASE_COMMITTEE),
    KND_16("16-KNĐ", Phase.RECOGNITION, Owner.AUTHORITY);

    private final @Nullable String form;
    private final Phase phase;
    private final Owner owner;
    private final @Nullable String validMonths;

    ItemCode(@Nullable String form, Phase phase, Owner owner) {
        this(form, phase, owner, null);
    }

    ItemCode(@Nullable String form, Phase phase, Owner owner, @Nullable String validMonths) {
        this.form = form;
        this.phase = phase;
        this.owner = owner;
        this.validMonths = validMonths;
    }

    /** The number of its form; null for a paper without one. */
    @Nullable String form() {
        return form;
    }

    Phase phase() {
        return phase;
    }

    Owner owner() {
        return owner;
    }

    /** The policy parameter that says for how many months it holds; null where it holds for good. */
    @Nullable String validMonths() {
        return validMonths;
    }

    /** Whether the case can go on without it when somebody gives a reason. */
    boolean isWaivable() {
        return switch (this) {
            case VERIFICATION, RESIDENCE_OPINION, STUDENT_PAPER, NEW_MEMBER_COURSE -> true;
            default -> false;
        };
    }

    /** What it says of relatives concerns only those who work with it: nobody else opens it. */
    boolean isSealed() {
        return this == KND_2 || this == VERIFICATION;
    }

    /** The cell committee looks for it before the cell considers the candidate (K-12). */
    boolean isNeededForCheck() {
        return phase == Phase.PAPERS;
    }

    /** The signed paper of a count: there is one for every ballot. */
    boolean isOfBallot() {
        return this == BALLOT_SHEET || this == RECOGNITION_BALLOT_SHEET;
    }

    boolean isOfSponsor() {
        return this == KND_3 || this == KND_3_SECOND;
    }
}
