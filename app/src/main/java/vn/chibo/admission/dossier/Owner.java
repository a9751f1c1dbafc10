package vn.chibo.admission.dossier;

/** Who must deliver a paper. */
public enum Owner {
    CANDIDATE(false),
    SPONSOR(false),
    UNION(false),
    CELL_COMMITTEE(false),
    CELL(false),
    SUB_COMMITTEE(true),
    BASE_COMMITTEE(true),
    AUTHORITY(true),
    TRAINING_CENTRE(false),
    PROBATIONER(false);

    private final boolean aboveTheCell;

    Owner(boolean aboveTheCell) {
        this.aboveTheCell = aboveTheCell;
    }

    /** Papers of the bodies above are put in by the committee's office, all others by the cell's officers. */
    boolean isAboveTheCell() {
        return aboveTheCell;
    }
}
