package vn.chibo.meetings.sitting;

/** How much of the base must be in favour: more than half, or two thirds for admission and recognition (M-14). */
enum Threshold {
    MAJORITY("> 1/2") {
        @Override
        boolean met(int inFavour, int base) {
            return inFavour * 2 > base;
        }
    },
    TWO_THIRDS("≥ 2/3") {
        @Override
        boolean met(int inFavour, int base) {
            return inFavour * 3 >= base * 2;
        }
    };

    private final String sign;

    Threshold(String sign) {
        this.sign = sign;
    }

    abstract boolean met(int inFavour, int base);

    /** As it is written in result lines. */
    String sign() {
        return sign;
    }
}
