package vn.chibo.meetings.score;

import jakarta.persistence.Embeddable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Points given for one criterion; {@code selfNote} says why points were lost, where the cell wrote it. */
@Embeddable
class ScoreLine {

    private int position;
    private String code = "";
    private BigDecimal selfPoints = BigDecimal.ZERO;
    private @Nullable String selfNote;
    private @Nullable BigDecimal verifiedPoints;

    protected ScoreLine() {}

    ScoreLine(int position, String code, BigDecimal selfPoints, @Nullable String selfNote) {
        this.position = position;
        this.code = code;
        this.selfPoints = selfPoints;
        this.selfNote = selfNote;
    }

    void verify(BigDecimal points) {
        verifiedPoints = points;
    }

    int position() {
        return position;
    }

    String code() {
        return code;
    }

    BigDecimal selfPoints() {
        return selfPoints;
    }

    @Nullable String selfNote() {
        return selfNote;
    }

    @Nullable BigDecimal verifiedPoints() {
        return verifiedPoints;
    }
}
