package vn.chibo.meetings.score;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import vn.chibo.policy.PolicySnapshot;

/** Grade of a meeting: tốt, khá, trung bình, kém (R19, HD 42-HD/BTCTW); the bands are policy {@code grade.bands}. */
public enum Grade {
    GOOD,
    FAIR,
    AVERAGE,
    POOR;

    /** The grade of points out of 100: a band's lower bound belongs to it. */
    static Grade of(BigDecimal points, List<BigDecimal> bands) {
        for (var i = 0; i < bands.size(); i++) {
            if (points.compareTo(bands.get(i)) >= 0) {
                return values()[i];
            }
        }
        return POOR;
    }

    static List<BigDecimal> bands(PolicySnapshot policy) {
        return Arrays.stream(policy.text("grade.bands").split("/"))
                .map(String::strip)
                .map(BigDecimal::new)
                .toList();
    }
}
