package vn.chibo.meetings;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.UnitId;
import vn.chibo.shared.RuleViolation;

/** A proposal of a cell that somebody above must answer; the answer comes back to the cell's next meeting (M-15). */
@Entity
@Table(schema = "meetings", name = "petition")
class Petition {

    /** Who can settle it. */
    enum Level {
        COMMUNE,
        PROVINCE,
        AUTHORITY
    }

    @Id
    private UUID id = new UUID(0, 0);

    private UUID meetingId = new UUID(0, 0);
    private UUID cellId = new UUID(0, 0);
    private UUID committeeId = new UUID(0, 0);
    private String content = "";

    @Enumerated(EnumType.STRING)
    private Level level = Level.COMMUNE;

    private @Nullable String owner;
    private Instant raisedAt = Instant.EPOCH;
    private LocalDate dueOn = LocalDate.EPOCH;
    private @Nullable String answer;
    private @Nullable Instant answeredAt;

    @Version
    private @Nullable Long version;

    protected Petition() {}

    Petition(Meeting meeting, String content, Level level, Instant raisedAt, LocalDate dueOn) {
        this.id = UUID.randomUUID();
        this.meetingId = meeting.id().value();
        this.cellId = meeting.cell().value();
        this.committeeId = meeting.committee().value();
        this.content = content;
        this.level = level;
        this.raisedAt = raisedAt;
        this.dueOn = dueOn;
    }

    /** The office says who has to answer and until when; false when that was said already. */
    boolean handOver(String owner, LocalDate dueOn) {
        if (answeredAt != null) {
            throw new RuleViolation("meetings.error.petitionAnswered");
        }
        if (owner.equals(this.owner) && dueOn.equals(this.dueOn)) {
            return false;
        }
        this.owner = owner;
        this.dueOn = dueOn;
        return true;
    }

    /** Answered once: the cell may have heard it already. False when this very answer was given before. */
    boolean answer(String answer, Instant at) {
        if (answer.equals(this.answer)) {
            return false;
        }
        if (answeredAt != null) {
            throw new RuleViolation("meetings.error.petitionAnswered");
        }
        this.answer = answer;
        this.answeredAt = at;
        return true;
    }

    UnitId committee() {
        return new UnitId(committeeId);
    }

    MeetingId meeting() {
        return new MeetingId(meetingId);
    }

    PetitionView view(String cellName) {
        return new PetitionView(
                id,
                meeting(),
                new UnitId(cellId),
                cellName,
                content,
                level.name(),
                owner,
                raisedAt,
                dueOn,
                answer,
                answeredAt);
    }
}
