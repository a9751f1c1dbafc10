package vn.chibo.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.requests.Client.fields;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import vn.chibo.organization.MembershipState;
import vn.chibo.requests.Client.Answer;

/** The same form sent twice at once, and once more from a page left open: one effect, and an answer people can read. */
class DoubleClickIT extends WholeCommune {

    private static final int ROUNDS = 6;

    /** Two cells of the same shape; in one everybody clicks once, in the other twice and once more later. */
    @Test
    void everyFormOfTheMonthHasOneEffect() throws Exception {
        var calm = meetingOf("MAU-CB10");
        var nervous = meetingOf("MAU-CB11");
        var once = month(calm, "bithu.cb10").steps().iterator();
        for (var step : month(nervous, "bithu.cb11").steps()) {
            var single = once.next();
            assertThat(single.by().post(single.path(), single.fields().get()).status())
                    .as(single.name())
                    .isEqualTo(302);
            var fields = step.fields().get();

            var answers = twice(() -> step.by().post(step.path(), fields));
            var late = step.by().post(step.path(), fields);

            assertThat(answers).as(step.name()).anyMatch(answer -> answer.status() == 302);
            assertThat(answers).as(step.name()).allSatisfy(DoubleClickIT::readable);
            assertThat(late).as(step.name() + " from an old page").satisfies(DoubleClickIT::readable);
            assertThat(effects(nervous)).as(step.name()).isEqualTo(effects(calm));
        }
    }

    /** Several rounds: two clicks do not meet at the same statement every time. */
    @Test
    void aParameterGetsOneValue() throws Exception {
        var path = "/policy/parameters/meeting.registerByDay?unit=" + unit("MAU-CB07");
        for (var round = 0; round < ROUNDS; round++) {
            var source = "Nghị quyết số " + round;
            var fields = fields("value", "20", "effectiveFrom", "2026-12-01", "source", source);

            crossed(as("vanphong"), path, fields);

            assertThat(count("policy.parameter_value where source = ?", source)).isOne();
        }
    }

    @Test
    void aScoreTableIsPublishedOnce() throws Exception {
        var form = CellMonth.defaults(as("vanphong").get("/score-templates/new").page(), "/score-templates");
        for (var round = 0; round < ROUNDS; round++) {
            var name = "Bảng điểm lần " + round;
            form.putAll(fields(
                    "unit", unit("MAU").toString(), "effectiveFrom", "0%d/03/2031".formatted(round + 1), "name", name));

            crossed(as("vanphong"), "/score-templates", form);

            assertThat(count("meetings.score_template where name = ?", name)).isOne();
        }
    }

    @Test
    void anAccountIsMadeOnceAndTheSecondClickSaysSo() throws Exception {
        for (var round = 0; round < ROUNDS; round++) {
            var name = "quantri.doi" + round;
            var fields = fields("username", name, "administrator", "true");

            var answers = twice(() -> as("quantri").post("/admin/accounts", fields));

            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 422);
            assertThat(count("identity.account where username = ?", name)).isOne();
        }
    }

    @Test
    void anAccountIsSwitchedOffAndOnOnce() throws Exception {
        addAccount("khoa.hai.lan", "MAU-CB08", "CELL_COMMITTEE_MEMBER", "MAU-CB08");
        var account = jdbc.sql("select id from identity.account where username = 'khoa.hai.lan'")
                .query(UUID.class)
                .single();

        crossed(as("quantri"), "/admin/accounts/" + account + "/disabling", Map.of());
        assertThat(count("identity.account where not enabled and id = ?", account))
                .isOne();
        crossed(as("quantri"), "/admin/accounts/" + account + "/enabling", Map.of());
        assertThat(count("identity.account where enabled and id = ?", account)).isOne();

        var reset = "/admin/accounts/" + account + "/password-reset";
        var answers = twice(() -> as("quantri").post(reset, Map.of()));
        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 409).contains(200);
    }

    @Test
    void aDayOfTheCalendarIsEnteredAndRemovedOnce() throws Exception {
        var day = fields("date", "2030-12-24", "kind", "off", "name", "Nghỉ bù", "source", "Thông báo 1");

        crossed(as("quantri"), "/policy/calendar", day);
        assertThat(count("policy.calendar_day where day = date '2030-12-24' and name = ?", "Nghỉ bù"))
                .isOne();
        crossed(as("quantri"), "/policy/calendar/2030-12-24/removal", Map.of());
        assertThat(count("policy.calendar_day where day = date '2030-12-24' and name = ?", "Nghỉ bù"))
                .isZero();
    }

    @Test
    void anOfficeIsGivenEndedAndTakenBackOnce() throws Exception {
        var offices = "/organization/" + unit("MAU-CB09") + "/offices";
        var member = organizations.membersOf(unit("MAU-CB09"), TODAY).stream()
                .filter(found -> found.state() == MembershipState.OFFICIAL)
                .reduce((one, other) -> other)
                .orElseThrow();
        var given = fields("office", "CELL_COMMITTEE_MEMBER", "member", member.code(), "from", "2026-11-13");

        crossed(as("vanphong"), offices, given);
        var terms = jdbc.sql("select id from organization.office_term where member_id = ? and valid_from = ?")
                .params(member.id().value(), TODAY)
                .query(UUID.class)
                .list();
        assertThat(terms).hasSize(1);
        var term = terms.getFirst();
        assertThat(changes(term)).containsExactly("APPOINTED");

        crossed(as("vanphong"), offices + "/" + term + "/end", fields("to", "2026-12-01"));
        assertThat(changes(term)).containsExactly("APPOINTED", "ENDED");

        crossed(as("vanphong"), offices + "/" + term + "/withdrawal", Map.of());
        assertThat(changes(term)).containsExactly("APPOINTED", "ENDED", "WITHDRAWN");
        assertThat(as("vanphong").post(offices + "/" + term + "/withdrawal", Map.of()))
                .satisfies(DoubleClickIT::readable);
    }

    private List<String> changes(UUID term) {
        return jdbc.sql("select kind from organization.office_change where term_id = ? order by changed_at, kind")
                .param(term)
                .query(String.class)
                .list();
    }

    @Test
    void aWorkbookIsPreviewedAndImportedOnce() throws Exception {
        byte[] workbook;
        try (var sample = DoubleClickIT.class.getResourceAsStream("/samples/xa-mau.xlsx")) {
            workbook = sample.readAllBytes();
        }
        var person = as("quantri");
        var account = jdbc.sql("select id from identity.account where username = 'quantri'")
                .query(UUID.class)
                .single();

        var answers = twice(() -> person.upload("/organization/import", workbook));

        assertThat(answers).extracting(Answer::status).containsOnly(302);
        assertThat(count("organization.workbook_import where applied_at is null and account_id = ?", account))
                .isOne();
        var preview = jdbc.sql(
                        "select id from organization.workbook_import where applied_at is null and account_id = ?")
                .param(account)
                .query(UUID.class)
                .single();
        crossed(person, "/organization/import/" + preview + "/application", Map.of());
        assertThat(count("organization.workbook_import where applied_at is not null and account_id = ?", account))
                .isOne();
    }

    @Test
    void aMeetingIsPostponedAndGivenUpOnce() throws Exception {
        var meeting = meetingOf("MAU-CB19");
        month(meeting, "bithu.cb19").upTo("approve");
        var id = UUID.fromString(meeting.substring("/meetings/".length()));

        crossed(
                as("bithu.cb19"),
                meeting + "/postponement",
                fields("date", "21/11/2026", "time", "19:30", "reason", "Bão về"));
        assertThat(count("meetings.postponement where meeting_id = ?", id)).isOne();
        assertThat(lines(id, "meetings.history.postponed")).isOne();

        crossed(as("bithu.cb19"), meeting + "/not-held", fields("reason", "Cả thôn đi chống bão"));
        assertThat(lines(id, "meetings.history.notHeldDeclared")).isOne();
        assertThat(count("engine_link.command where message_id = ?", id + ":notHeld"))
                .isOne();
    }

    @Test
    void aPetitionIsHandedOverAndAnsweredOnce() throws Exception {
        var meeting = meetingOf("MAU-CB08");
        var id = UUID.fromString(meeting.substring("/meetings/".length()));
        var petition = petition(meeting);

        crossed(as("vanphong"), petition + "/owner", fields("owner", "Ủy ban nhân dân xã", "dueOn", "2026-12-15"));
        assertThat(lines(id, "meetings.history.petitionHandedOver")).isOne();

        crossed(as("vanphong"), petition + "/answer", fields("answer", "Đã bố trí vốn"));
        assertThat(lines(id, "meetings.history.petitionAnswered")).isOne();
    }

    @Test
    void aTaskIsTakenGivenBackAndHandedOnOnce() throws Exception {
        var meeting = meetingOf("MAU-CB08");
        var id = UUID.fromString(meeting.substring("/meetings/".length()));
        var task = task(7_000_001, meeting, "UserTask_RegisterDate", "cell-secretary@MAU-CB08");
        var secretary = as("bithu.cb08");

        for (var act : List.of("/claim", "/release")) {
            assertThat(twice(() -> secretary.post(task + act, Map.of())))
                    .as(act)
                    .allSatisfy(answer -> assertThat(answer.location()).endsWith(task));
        }
        assertThat(commandsOf(7_000_001)).isEqualTo(2);

        addAccount("bithu.hai", "MAU-CB08", "CELL_DEPUTY_SECRETARY", "MAU-CB08");
        jdbc.sql("insert into engine.user_task_candidate (candidate, due_at, task_key) values (?, 'infinity', ?)")
                .params("cell-deputy-secretary@MAU-CB08", 7_000_001)
                .update();
        var colleague = jdbc.sql("select member_id from identity.account where username = 'bithu.hai'")
                .query(UUID.class)
                .single();
        crossed(secretary, task + "/hand-over", fields("member", colleague.toString()));
        assertThat(commandsOf(7_000_001)).isEqualTo(3);
        assertThat(lines(id, "inbox.history.handedOver")).isOne();
    }

    @Test
    void whatIsWrittenInTheRoomStandsOnce() throws Exception {
        var meeting = meetingOf("MAU-CB07");
        var secretary = as("bithu.cb07");
        month(meeting, "bithu.cb07").upTo("item");
        var items = jdbc.sql("""
                        select i.id from meetings.agenda_item i join meetings.sitting s on s.id = i.sitting_id
                         where s.meeting_id = ?::uuid order by i.position""")
                .param(meeting.substring("/meetings/".length()))
                .query(UUID.class)
                .list();
        var last = items.getLast();
        var item = meeting + "/room/items/" + last;

        var move = CellMonth.defaults(secretary.get(meeting + "/room").page(), last + "/position");
        move.put("direction", "up");
        crossed(secretary, item + "/position", move);
        assertThat(position(last)).isEqualTo(items.size() - 1);

        var speech = CellMonth.defaults(secretary.get(meeting + "/room").page(), last + "/speeches");
        speech.putAll(fields("guest", "Trưởng thôn", "content", "Đồng ý"));
        crossed(secretary, item + "/speeches", speech);
        assertThat(count("meetings.speech where item_id = ?", last)).isOne();

        var vote = CellMonth.defaults(secretary.get(meeting + "/room").page(), last + "/votes");
        vote.putAll(fields("inFavour", "0", "against", "0", "noOpinion", "0"));
        var votes = twice(() -> secretary.post(item + "/votes", vote));
        assertThat(votes).allSatisfy(DoubleClickIT::readable);
        assertThat(count("meetings.vote where item_id = ?", last)).isLessThanOrEqualTo(1);

        var empty = meeting + "/room/items/" + items.getFirst() + "/removal";
        crossed(secretary, empty, Map.of());
        assertThat(count("meetings.agenda_item where id = ?", items.getFirst())).isZero();
    }

    @Test
    void monthsAreOpenedOnce() throws Exception {
        crossed(as("vanphong"), "/calendar/openings", Map.of());

        assertThat(jdbc.sql("""
                                select count(*) from (select 1 from meetings.meeting
                                                       group by cell_id, period having count(*) > 1) twice
                                """).query(Long.class).single()).isZero();
    }

    private int position(UUID item) {
        return jdbc.sql("select position from meetings.agenda_item where id = ?")
                .param(item)
                .query(Integer.class)
                .single();
    }

    private long commandsOf(long task) {
        return count("engine_link.command where user_task_key = ?", task);
    }

    private long lines(UUID caseId, String key) {
        return jdbc.sql("select count(*) from cases.history_line where case_id = ? and message_key = ?")
                .params(caseId, key)
                .query(Long.class)
                .single();
    }

    private long count(String from, Object value) {
        return jdbc.sql("select count(*) from " + from)
                .param(value)
                .query(Long.class)
                .single();
    }

    /** Both clicks are answered in a way people can read, and at least one of them by going on. */
    private static void crossed(Client person, String path, Map<String, String> fields) throws Exception {
        var answers = twice(() -> person.post(path, fields));
        assertThat(answers).as(path).allSatisfy(DoubleClickIT::readable);
        assertThat(answers).as(path).anyMatch(answer -> answer.status() == 302);
    }

    private CellMonth month(String meeting, String secretary) {
        return new CellMonth(meeting, as(secretary), as("vanphong"), as("banxaydungdang"));
    }

    private static void readable(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isIn(302, 409, 422);
        if (answer.status() != 302) {
            assertThat(
                            answer.page()
                                    .select(
                                            "[data-test=errors], [data-test=problem], [data-test=refused-why], [data-test=form-error], [data-test=field-error], .govuk-error-message"))
                    .as(answer.text())
                    .isNotEmpty();
        }
    }

    private static List<Answer> twice(Callable<Answer> click) throws Exception {
        try (var people = Executors.newFixedThreadPool(2)) {
            var answers = new ArrayList<Answer>();
            for (var answer : people.invokeAll(List.of(click, click))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    /** All that is written down about the meeting and told to the engine, counted. */
    private Map<String, Long> effects(String meeting) {
        var sitting = " where sitting_id in (select id from meetings.sitting where meeting_id = ?::uuid)";
        var counts = new TreeMap<String, Long>();
        var id = meeting.substring("/meetings/".length());
        Map.of(
                        "history", "cases.history_line where case_id = ?::uuid",
                        "sittings", "meetings.sitting where meeting_id = ?::uuid",
                        "items", "meetings.agenda_item" + sitting,
                        "votes", "meetings.vote" + sitting,
                        "tasks", "meetings.task" + sitting,
                        "papers", "meetings.paper where meeting_id = ?::uuid",
                        "scores", "meetings.score_sheet where meeting_id = ?::uuid",
                        "submissions", "inbox.submission where value = ?::uuid")
                .forEach((what, from) -> counts.put(
                        what,
                        jdbc.sql("select count(*) from " + from)
                                .param(id)
                                .query(Long.class)
                                .single()));
        return counts;
    }
}
