package vn.chibo.meetings.score;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import vn.chibo.meetings.MeetingId;

/** The 100-point score sheet of a month's meeting (phiếu chấm điểm, HD 42-HD/BTCTW), self-scored by the cell, verified above. */
@Service
public class ScoreSheets {

    public Optional<Summary> summary(MeetingId meeting) {
        throw new UnsupportedOperationException();
    }

    /** Points out of 100 with one decimal; grades GOOD, FAIR, AVERAGE, POOR; verified parts null until M-23. */
    public record Summary(
            BigDecimal selfPoints,
            String selfGrade,
            @Nullable BigDecimal verifiedPoints,
            @Nullable String verifiedGrade,
            @Nullable String verificationReason,
            boolean returnedOnce) {}
}
