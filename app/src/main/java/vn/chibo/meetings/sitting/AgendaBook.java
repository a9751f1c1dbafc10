package vn.chibo.meetings.sitting;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.agenda.Agenda;
import vn.chibo.agenda.Question;
import vn.chibo.meetings.MeetingId;
import vn.chibo.organization.MemberId;
import vn.chibo.shared.NotFound;

/** What is written under the agenda: items in free order, speeches, votes on items. Callers have asked {@code Access}. */
@Service
@Transactional
class AgendaBook {

    static final int TITLE = 500;
    static final int TEXT = 20_000;
    static final int ITEMS = 50;
    private static final int SPEECHES = 300;

    private final SittingStore sittings;
    private final AgendaStore agenda;
    private final Agenda questions;
    private final MeetingRoom room;
    private final Clock clock;

    AgendaBook(SittingStore sittings, AgendaStore agenda, Agenda questions, MeetingRoom room, Clock clock) {
        this.sittings = sittings;
        this.agenda = agenda;
        this.questions = questions;
        this.room = room;
        this.clock = clock;
    }

    void addItem(MeetingId id, UUID item, Typed typed) {
        var sitting = writable(id);
        var kind = typed.choice("kind", AgendaStore.Kind.class);
        if (kind == AgendaStore.Kind.CASE) {
            throw SittingRuleViolation.at("kind", "sitting.error.choose");
        }
        if (kind == AgendaStore.Kind.PERSONNEL) {
            sitting.requireMayVote();
        }
        if (agenda.items(sitting.id()).size() >= ITEMS) {
            throw SittingRuleViolation.of("sitting.error.tooManyItems", ITEMS);
        }
        agenda.addItem(sitting.id(), item, kind, typed.required("title", TITLE));
    }

    long saveItem(MeetingId id, UUID itemId, long version, Typed typed) {
        var sitting = writable(id);
        var stored = item(sitting, itemId);
        // what a case asks is named by the case
        var title = stored.question() == null ? typed.required("title", TITLE) : stored.title();
        var content = typed.text("content", TEXT);
        var conclusion = typed.text("conclusion", TEXT);
        if (!agenda.updateItem(sitting.id(), itemId, version, title, content, conclusion)) {
            if (stored.title().equals(title)
                    && stored.content().equals(content)
                    && stored.conclusion().equals(conclusion)) {
                return stored.version();
            }
            throw new PartConflict(new PartConflict.Saved(
                    stored.version(),
                    Map.of("title", stored.title(), "content", stored.content(), "conclusion", stored.conclusion())));
        }
        return version + 1;
    }

    /** @param from where the item stood when the person looked: an item that has moved since does not move again */
    void moveItem(MeetingId id, UUID itemId, int from, boolean up) {
        var sitting = writable(id);
        if (item(sitting, itemId).position() == from) {
            agenda.moveItem(sitting.id(), itemId, up);
        }
    }

    /**
     * Only an item nothing was written under goes; what was said or voted stays in the minutes. What a case asks is then
     * put to the next sitting.
     */
    void removeItem(MeetingId id, UUID itemId) {
        var sitting = writable(id);
        var stored = agenda.item(sitting.id(), itemId).orElse(null);
        if (stored == null) {
            return;
        }
        var used = agenda.speeches(sitting.id()).stream()
                        .anyMatch(speech -> speech.item().equals(itemId))
                || agenda.votes(sitting.id()).stream().anyMatch(vote -> itemId.equals(vote.item()));
        if (used || isAnswered(stored)) {
            throw SittingRuleViolation.of("sitting.error.itemInUse");
        }
        if (stored.question() != null) {
            questions.putBack(stored.question());
        }
        agenda.removeItem(sitting.id(), itemId);
    }

    private boolean isAnswered(AgendaStore.Item item) {
        return item.question() != null
                && questions
                        .find(item.question())
                        .filter(question -> question.state() == Question.State.ANSWERED)
                        .isPresent();
    }

    void addSpeech(MeetingId id, UUID itemId, UUID speech, Typed typed) {
        var sitting = writable(id);
        item(sitting, itemId);
        var content = typed.text("content", TEXT);
        var guest = typed.text("guest", 200);
        var speaker = typed.member("speaker").orElse(null);
        if ((speaker == null) == guest.isEmpty()) {
            throw SittingRuleViolation.at("speaker", "sitting.error.speakerOrGuest");
        }
        if (speaker != null) {
            requirePresent(sitting, speaker);
        }
        if (agenda.speeches(sitting.id()).size() >= SPEECHES) {
            throw SittingRuleViolation.of("sitting.error.tooManyItems", SPEECHES);
        }
        agenda.addSpeech(itemId, speech, speaker, guest.isEmpty() ? null : guest, content);
    }

    long saveSpeech(MeetingId id, UUID speechId, long version, Typed typed) {
        var sitting = writable(id);
        var content = typed.text("content", TEXT);
        if (agenda.updateSpeech(sitting.id(), speechId, version, content)) {
            return version + 1;
        }
        var stored = speech(agenda.speeches(sitting.id()), speechId);
        if (stored.content().equals(content)) {
            return stored.version();
        }
        throw new PartConflict(new PartConflict.Saved(stored.version(), Map.of("content", stored.content())));
    }

    void removeSpeech(MeetingId id, UUID speechId, long version) {
        var sitting = writable(id);
        if (!agenda.removeSpeech(sitting.id(), speechId, version)) {
            var left = agenda.speeches(sitting.id()).stream()
                    .filter(speech -> speech.id().equals(speechId))
                    .findFirst();
            if (left.isPresent()) {
                throw new PartConflict(new PartConflict.Saved(
                        left.get().version(), Map.of("content", left.get().content())));
            }
        }
    }

    void addVote(MeetingId id, UUID itemId, UUID voteId, Typed typed) {
        var sitting = sittings.currentForUpdate(id).orElseThrow(() -> new NotFound("sitting of " + id));
        sitting.requireWritable(Part.AGENDA);
        sitting.requireMayVote();
        if (item(sitting, itemId).question() != null) {
            throw SittingRuleViolation.at("subject", "sitting.error.questionHasPage");
        }
        var threshold = typed.isBlank("threshold") ? Threshold.MAJORITY : typed.choice("threshold", Threshold.class);
        agenda.addVote(
                sitting.id(),
                voteId,
                AgendaStore.Purpose.ITEM,
                itemId,
                typed.required("subject", TITLE),
                room.tally(sitting, typed, threshold),
                typed.text("counters", TITLE),
                MeetingRoom.method(typed),
                clock.instant());
    }

    void removeVote(MeetingId id, UUID voteId, long version) {
        agenda.removeVote(writable(id).id(), voteId, version);
    }

    private Sitting writable(MeetingId id) {
        var sitting = sittings.currentForUpdate(id).orElseThrow(() -> new NotFound("sitting of " + id));
        sitting.requireWritable(Part.AGENDA);
        return sitting;
    }

    private AgendaStore.Item item(Sitting sitting, UUID item) {
        return agenda.item(sitting.id(), item).orElseThrow(() -> SittingRuleViolation.of("sitting.error.itemGone"));
    }

    private static AgendaStore.Speech speech(List<AgendaStore.Speech> speeches, UUID id) {
        return speeches.stream()
                .filter(speech -> speech.id().equals(id))
                .findFirst()
                .orElseThrow(() -> SittingRuleViolation.of("sitting.error.itemGone"));
    }

    private void requirePresent(Sitting sitting, @Nullable MemberId speaker) {
        var line = sittings.attendance(sitting.id()).stream()
                .filter(called -> called.member().equals(speaker))
                .findFirst()
                .orElseThrow(() -> SittingRuleViolation.at("speaker", "sitting.error.unknownMember"));
        if (line.presence() != null && !line.present()) {
            throw SittingRuleViolation.at("speaker", "sitting.error.speakerAbsent");
        }
    }
}
