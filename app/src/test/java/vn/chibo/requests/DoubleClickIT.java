package vn.chibo.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import vn.chibo.requests.Client.Answer;

/** The same form sent twice at once, and once more from a page left open: one effect, and an answer people can read. */
class DoubleClickIT extends WholeCommune {

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
