package vn.chibo.meetings.score;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import vn.chibo.shared.RuleViolation;

/** The score sheet of one meeting. The cell scores it once; the level above verifies it, after at most one return (M-23). */
@Entity
@Table(schema = "meetings", name = "score_sheet")
class ScoreSheet {

    enum State {
        SELF_SCORED,
        RETURNED,
        EXPLAINED,
        VERIFIED
    }

    @Id
    private UUID meetingId = new UUID(0, 0);

    @JdbcTypeCode(SqlTypes.JSON)
    private String template = "{}";

    private boolean thematic;

    @Enumerated(EnumType.STRING)
    private State state = State.SELF_SCORED;

    private BigDecimal selfPoints = BigDecimal.ZERO;

    @Enumerated(EnumType.STRING)
    private Grade selfGrade = Grade.POOR;

    private Instant selfScoredAt = Instant.EPOCH;
    private @Nullable UUID selfScoredBy;
    private @Nullable String returnQuestion;
    private boolean returnedOnce;
    private @Nullable String explanation;
    private @Nullable BigDecimal verifiedPoints;

    @Enumerated(EnumType.STRING)
    private @Nullable Grade verifiedGrade;

    private @Nullable String verificationReason;
    private @Nullable Instant verifiedAt;
    private @Nullable UUID verifiedBy;

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(schema = "meetings", name = "score_line", joinColumns = @JoinColumn(name = "meeting_id"))
    @OrderBy("position")
    @BatchSize(size = 200)
    private List<ScoreLine> lines = new ArrayList<>();

    @Version
    private @Nullable Long version;

    protected ScoreSheet() {}

    ScoreSheet(
            UUID meetingId,
            String template,
            boolean thematic,
            List<ScoreLine> lines,
            BigDecimal points,
            Grade grade,
            Instant at,
            @Nullable UUID by) {
        this.meetingId = meetingId;
        this.template = template;
        this.thematic = thematic;
        this.lines = new ArrayList<>(lines);
        this.selfPoints = points;
        this.selfGrade = grade;
        this.selfScoredAt = at;
        this.selfScoredBy = by;
    }

    /** Back to the cell with a question: once only. */
    void sendBack(String question) {
        requireVerifiable();
        if (returnedOnce) {
            throw new RuleViolation("score.alreadyReturned");
        }
        returnQuestion = question;
        returnedOnce = true;
        state = State.RETURNED;
    }

    /** The cell's answer. A sheet that is not waiting for one is left as it is, so that a repeat is harmless. */
    void explain(String text) {
        if (state == State.RETURNED) {
            explanation = text;
            state = State.EXPLAINED;
        }
    }

    /** @param reason required when points differ from the cell's own */
    void verify(
            Map<String, BigDecimal> points,
            BigDecimal total,
            Grade grade,
            @Nullable String reason,
            Instant at,
            @Nullable UUID by) {
        requireVerifiable();
        for (var line : lines) {
            line.verify(points.getOrDefault(line.code(), line.selfPoints()));
        }
        var changed = lines.stream()
                .anyMatch(
                        line -> line.selfPoints().compareTo(points.getOrDefault(line.code(), line.selfPoints())) != 0);
        if (changed && (reason == null || reason.isBlank())) {
            throw RuleViolation.at("reason", "score.reasonRequired");
        }
        verifiedPoints = total;
        verifiedGrade = grade;
        verificationReason = reason;
        verifiedAt = at;
        verifiedBy = by;
        state = State.VERIFIED;
    }

    private void requireVerifiable() {
        if (state == State.VERIFIED) {
            throw new RuleViolation("score.alreadyVerified");
        }
        if (state == State.RETURNED) {
            throw new RuleViolation("score.waitingForExplanation");
        }
    }

    UUID meetingId() {
        return meetingId;
    }

    String template() {
        return template;
    }

    boolean thematic() {
        return thematic;
    }

    State state() {
        return state;
    }

    BigDecimal selfPoints() {
        return selfPoints;
    }

    Grade selfGrade() {
        return selfGrade;
    }

    @Nullable String returnQuestion() {
        return returnQuestion;
    }

    boolean returnedOnce() {
        return returnedOnce;
    }

    @Nullable String explanation() {
        return explanation;
    }

    @Nullable BigDecimal verifiedPoints() {
        return verifiedPoints;
    }

    @Nullable Grade verifiedGrade() {
        return verifiedGrade;
    }

    @Nullable String verificationReason() {
        return verificationReason;
    }

    List<ScoreLine> lines() {
        return lines;
    }
}
