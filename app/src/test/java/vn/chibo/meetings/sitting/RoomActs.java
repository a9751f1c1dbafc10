package vn.chibo.meetings.sitting;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import vn.chibo.identity.CurrentUser;
import vn.chibo.meetings.MeetingId;
import vn.chibo.organization.MemberId;
import vn.chibo.shared.DomainTime;

/**
 * The acts of the meeting room for tests of other packages. Everything typed contains {@link #TYPED}, so that it is
 * found wherever it does not belong.
 */
public final class RoomActs {

    /** Part of every text a test types. */
    public static final String TYPED = "điều đã gõ";

    private final MeetingRoom room;
    private final AgendaBook book;
    private final TaskBook tasks;
    private final AgendaStore agenda;
    private final SittingStore sittings;

    public RoomActs(ApplicationContext context) {
        room = context.getBean(MeetingRoom.class);
        book = context.getBean(AgendaBook.class);
        tasks = context.getBean(TaskBook.class);
        agenda = context.getBean(AgendaStore.class);
        sittings = context.getBean(SittingStore.class);
    }

    public void open(CurrentUser by, MeetingId id, MemberId chair, MemberId minuteTaker, Instant start) {
        var version = sittings.part(sitting(id).id(), Part.OPENING).version();
        room.open(
                by,
                id,
                version,
                typed(
                        "chair", chair.toString(),
                        "minuteTaker", minuteTaker.toString(),
                        "delegation", "Ủy quyền, " + TYPED,
                        "guests", "Khách mời, " + TYPED,
                        "start", local(start)));
    }

    /** Calls the roll: these are excused, everybody else is there. */
    public void callRoll(CurrentUser by, MeetingId id, Collection<MemberId> excused) {
        sittings.attendance(sitting(id).id()).stream()
                .filter(line -> excused.contains(line.member()))
                .forEach(line -> room.mark(id, line.member(), line.version(), Presence.EXCUSED, "Bận, " + TYPED));
        room.markRestPresent(id);
        room.closeRollCall(by, id);
    }

    public void goOn(CurrentUser by, MeetingId id) {
        room.decideOnQuorum(by, id, 0, typed("decision", "GO_ON"));
    }

    public void postpone(CurrentUser by, MeetingId id, Instant newStart) {
        room.decideOnQuorum(
                by, id, 0, typed("decision", "POSTPONE", "newStart", local(newStart), "reason", "Thiếu, " + TYPED));
    }

    public void giveUp(CurrentUser by, MeetingId id) {
        room.decideOnQuorum(by, id, 0, typed("decision", "NOT_HELD", "reason", "Hết ngày, " + TYPED));
    }

    /** Dues, a speech, a conclusion, a task for next month; then the agenda is done. */
    public void conduct(CurrentUser by, MeetingId id, MemberId speaker) {
        room.save(by, id, Part.DUES, 0, typed("dues", "Đã thu, " + TYPED, "duesLiable", "4", "duesPaid", "3"));
        room.save(by, id, Part.TARGETS, 0, typed("targetsSet", "5", "targetsReached", "4"));
        var item = agenda.items(sitting(id).id()).getFirst();
        book.addSpeech(
                id, item.id(), UUID.randomUUID(), typed("speaker", speaker.toString(), "content", "Ý kiến, " + TYPED));
        book.saveItem(id, item.id(), item.version(), typed("title", item.title(), "conclusion", "Kết luận, " + TYPED));
        tasks.add(id, UUID.randomUUID(), typed("content", "Nhiệm vụ, " + TYPED, "owner", speaker.toString()));
        room.closeAgenda(by, id);
    }

    public void passResolution(CurrentUser by, MeetingId id) {
        room.voteOnResolution(by, id, UUID.randomUUID(), "Nghị quyết, " + TYPED, votes(id, true));
    }

    /** @param otherwise REWRITE or MINUTES_ONLY */
    public void rejectResolution(CurrentUser by, MeetingId id, String otherwise) {
        var typed = new LinkedHashMap<>(votes(id, false).fields());
        typed.put("otherwise", otherwise);
        room.voteOnResolution(by, id, UUID.randomUUID(), "Nghị quyết, " + TYPED, new Typed(typed));
    }

    public void rewriteResolution(CurrentUser by, MeetingId id) {
        room.save(by, id, Part.RESOLUTION, 0, typed("direction", "Phương hướng, " + TYPED));
        room.resolutionRewritten(by, id);
    }

    public void adoptMinutes(CurrentUser by, MeetingId id, Instant end) {
        var typed = new LinkedHashMap<>(votes(id, true).fields());
        typed.put("end", local(end));
        typed.put("corrections", "Sửa, " + TYPED);
        room.adoptMinutes(by, id, 0, UUID.randomUUID(), "Biên bản, " + TYPED, new Typed(typed));
    }

    private Typed votes(MeetingId id, boolean allInFavour) {
        var entitled =
                String.valueOf(new RollCall(sittings.attendance(sitting(id).id())).officialPresent());
        return typed(
                "inFavour", allInFavour ? entitled : "0", "against", allInFavour ? "0" : entitled, "noOpinion", "0");
    }

    private Sitting sitting(MeetingId id) {
        return sittings.current(id).orElseThrow();
    }

    private static String local(Instant instant) {
        return Typed.DATE_TIME_INPUT.format(LocalDateTime.ofInstant(instant, DomainTime.ZONE));
    }

    private static Typed typed(String... pairs) {
        var fields = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        return new Typed(fields);
    }
}
