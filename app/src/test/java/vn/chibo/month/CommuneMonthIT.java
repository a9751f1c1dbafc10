package vn.chibo.month;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.LocalDateTime;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.chibo.shared.DomainTime;
import vn.chibo.testing.EngineProbe;
import vn.chibo.testing.EngineTest;

/** All 23 cells of the sample commune go through one month, by the pages and forms a browser uses. */
@EngineTest
class CommuneMonthIT {

    private static final int CELLS = 23;

    @LocalServerPort
    int port;

    @Autowired
    EngineProbe probe;

    @Autowired
    JdbcClient jdbc;

    @Test
    void every_cell_ends_with_a_verified_sheet() {
        var period = nextMonth();
        probe.advanceTo(at(period.atDay(1).minusDays(12).atTime(8, 0)));
        var month =
                new CommuneMonth(URI.create("http://127.0.0.1:" + port), period, period.atDay(10), this::now, CELLS);

        month.open();
        month.prepare();
        probe.advanceTo(at(period.atDay(10).atTime(21, 30)));
        month.meet();

        probe.until("every case closed", () -> openCases(period) == 0);
        assertThat(count("""
                select count(*) from meetings.score_sheet s join meetings.meeting m on m.id = s.meeting_id
                where m.period = :period and s.state = 'VERIFIED' and m.status = 'VERIFIED'""", period)).isEqualTo(CELLS);
        assertThat(count("""
                select count(*) from engine.user_task t join meetings.meeting m on m.id::text = t.business_key
                where m.period = :period and t.state = 'OPEN'""", period)).isZero();
        assertThat(count("""
                select count(*) from engine.incident i join meetings.meeting m on m.id::text = i.business_key
                where m.period = :period""", period)).isZero();
        everyRollCallHoldsEveryMember(period);
        everyVoteAddsUp(period);
        everyPaperHasItsNumber(period);
    }

    private void everyRollCallHoldsEveryMember(YearMonth period) {
        assertThat(count("""
                select count(*) from meetings.sitting s join meetings.meeting m on m.id = s.meeting_id
                where m.period = :period and s.state = 'HELD' and
                  (select count(*) from meetings.attendance a where a.sitting_id = s.id and a.presence is not null) <>
                  (select count(*) from organization.membership o where o.cell_id = m.cell_id
                     and o.valid_from <= (s.started_at at time zone 'Asia/Ho_Chi_Minh')::date
                     and (o.valid_to is null or o.valid_to > (s.started_at at time zone 'Asia/Ho_Chi_Minh')::date))""", period)).isZero();
    }

    /** R12, R14: official members vote; the base leaves out those away and those exempt who are absent. */
    private void everyVoteAddsUp(YearMonth period) {
        assertThat(count("""
                select count(*) from meetings.vote v join meetings.sitting s on s.id = v.sitting_id
                join meetings.meeting m on m.id = s.meeting_id where m.period = :period""", period)).isGreaterThan(3 * CELLS);
        assertThat(count("""
                select count(*) from meetings.vote v join meetings.sitting s on s.id = v.sitting_id
                join meetings.meeting m on m.id = s.meeting_id
                cross join lateral (
                  select count(*) filter (where a.presence = 'PRESENT') as entitled,
                         count(*) filter (where a.presence in ('PRESENT', 'EXCUSED', 'UNEXCUSED', 'SPECIAL_DUTY')) as base
                  from meetings.attendance a where a.sitting_id = s.id and a.membership = 'OFFICIAL') n
                where m.period = :period and (v.entitled <> n.entitled or v.base <> n.base
                  or v.in_favour + v.against + v.no_opinion <> v.entitled
                  or v.passed <> (v.in_favour * 2 > v.base))""", period)).isZero();
    }

    /** One cell has two official members only: it meets, but decides nothing. */
    private void everyPaperHasItsNumber(YearMonth period) {
        assertThat(count("""
                select count(*) from meetings.paper p join meetings.meeting m on m.id = p.meeting_id
                where m.period = :period and p.type = 'BB' and p.number is not null""", period)).isEqualTo(CELLS);
        assertThat(count("""
                select count(*) from meetings.paper p join meetings.meeting m on m.id = p.meeting_id
                where m.period = :period and p.type = 'NQ' and p.state = 'ISSUED' and p.number is not null
                  and p.content like '%Tiếp tục thực hiện nghị quyết tháng trước.%'""", period)).isEqualTo(CELLS - 1);
    }

    private long openCases(YearMonth period) {
        return count("""
                select count(*) from cases.case_file c join meetings.meeting m on m.id = c.id
                where m.period = :period and c.closed_at is null""", period);
    }

    private long count(String sql, YearMonth period) {
        return jdbc.sql(sql).param("period", period.atDay(1)).query(Long.class).single();
    }

    /** The next month no test has opened yet. */
    private YearMonth nextMonth() {
        var now = probe.engine().now();
        var last = jdbc.sql("select max(period) from meetings.meeting")
                .query(java.time.LocalDate.class)
                .optional()
                .map(YearMonth::from)
                .orElse(YearMonth.from(DomainTime.dateOf(now)));
        var next = last.plusMonths(1);
        while (at(next.atDay(1).minusDays(12).atTime(8, 0)).isBefore(now)) {
            next = next.plusMonths(1);
        }
        return next;
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(probe.engine().now(), DomainTime.ZONE);
    }

    private static java.time.Instant at(LocalDateTime local) {
        return local.atZone(DomainTime.ZONE).toInstant();
    }
}
