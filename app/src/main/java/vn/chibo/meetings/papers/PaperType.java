package vn.chibo.meetings.papers;

/** Papers a sitting leaves behind; the name is the type code of the numbering (HD 05-HD/VPTW 27/5/2026). */
enum PaperType {
    /** biên bản */
    BB("minutes"),
    /** nghị quyết */
    NQ("resolution");

    private final String path;

    PaperType(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    /** Such as {@code 05-NQ/CB}: two digits at least, continuous within the term. */
    String number(int number) {
        return "%02d-%s/CB".formatted(number, name());
    }
}
