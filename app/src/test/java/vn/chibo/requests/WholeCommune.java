package vn.chibo.requests;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MonthOpening;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;

/** The whole application with the sample commune on Friday, 13 November 2026, over HTTP; no engine runs. One context for all tests. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestPropertySource(
        properties = {
            "chibo.sample=true",
            "chibo.engine.enabled=false",
            // what tests change shows at once, also in a province
            "chibo.kpi.keep=PT0S",
            "chibo.admission.figures.keep=PT0S"
        })
@Import(WholeCommune.FixedClock.class)
abstract class WholeCommune {

    static final Instant NOW = Instant.parse("2026-11-13T13:00:00Z"); // 20:00 in Việt Nam
    static final LocalDate TODAY = LocalDate.of(2026, 11, 13);
    static final YearMonth MONTH = YearMonth.from(TODAY);

    private static final Map<String, Client> SIGNED_IN = new ConcurrentHashMap<>();

    @LocalServerPort
    private int port;

    @Autowired
    Organizations organizations;

    @Autowired
    MeetingManagement meetings;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    private MonthOpening months;

    URI base() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Signed in once per class loader: hashing passwords is slow on purpose. */
    Client as(String account) {
        return SIGNED_IN.computeIfAbsent(account + port, key -> Client.signedIn(base(), account));
    }

    UnitId unit(String code) {
        return organizations.unitByCode(code, TODAY).orElseThrow().id();
    }

    List<UUID> members(String cell) {
        return organizations.membersOf(unit(cell), TODAY).stream()
                .map(member -> member.id().value())
                .toList();
    }

    /** The cell's month, as the month's opening leaves it. */
    String meetingOf(String cell) {
        months.openUnder(Set.of(unit(cell)));
        return "/meetings/" + meetings.of(unit(cell), MONTH).orElseThrow();
    }

    /** An account of a new member of the cell, who holds the office in the unit, or none. */
    void addAccount(String account, String cell, String office, String unit) {
        var member = UUID.randomUUID();
        jdbc.sql("insert into organization.member (id, code, full_name, name_folded) values (?, ?, ?, ?)")
                .params(
                        member,
                        "DV-" + account.toUpperCase().replace('.', '-'),
                        "Tên Riêng " + account,
                        "ten rieng " + account)
                .update();
        jdbc.sql("""
                        insert into organization.membership (id, member_id, cell_id, state, joined_on, valid_from)
                        values (?, ?, ?, 'OFFICIAL', date '2020-01-01', date '2025-07-01')""").params(UUID.randomUUID(), member, unit(cell).value()).update();
        jdbc.sql("""
                        insert into organization.office_term (id, member_id, office, unit_id, valid_from)
                        values (?, ?, ?, ?, date '2025-07-01')""")
                .params(UUID.randomUUID(), member, office, unit(unit).value())
                .update();
        jdbc.sql("""
                        insert into identity.account (id, username, password_hash, member_id, administrator, enabled,
                            must_change_password, created_at, password_changed_at, version)
                        select ?, ?, password_hash, ?, false, true, false, now(), now(), 0
                          from identity.account where username = 'vanphong'""").params(UUID.randomUUID(), account, member).update();
    }

    /** A commune outside the sample one, with one cell. */
    void addCommune(String code, String cell) {
        var commune = addUnit(code, "COMMUNE", null);
        addUnit(cell, "CELL", commune);
    }

    private UUID addUnit(String code, String type, UUID parent) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into organization.unit (id, code, name, name_folded, cell_type, valid_from)
                        values (?, ?, ?, lower(?), ?, date '2025-07-01')""")
                .params(id, code, code, code, type.equals("CELL") ? "VILLAGE" : null)
                .update();
        jdbc.sql("""
                        insert into organization.unit_placement (id, unit_id, type, parent_id, valid_from)
                        values (?, ?, ?, ?, date '2025-07-01')""").params(UUID.randomUUID(), id, type, parent).update();
        return id;
    }

    /** A petition of that meeting, waiting at the committee office. */
    String petition(String meeting) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into meetings.petition (id, meeting_id, cell_id, committee_id, content, level, raised_at, due_on, version)
                        select ?, id, cell_id, committee_id, 'Sửa đường thôn', 'COMMUNE', timestamptz '2026-11-10 20:00+07',
                               date '2026-12-10', 0
                          from meetings.meeting where id = ?::uuid""").params(id, meeting.substring("/meetings/".length())).update();
        return "/petitions/" + id;
    }

    /** An open task of the month, put to one office. */
    String task(long key, String meeting, String element, String candidate) {
        var caseId = meeting.substring("/meetings/".length());
        jdbc.sql("""
                        insert into engine.user_task (key, process_instance_key, root_key, definition_key, process_id,
                            element_id, element_instance_key, business_key, due_at, priority, state, created_at)
                        values (?, ?, ?, 1, 'monthly-meeting', ?, ?, ?, null, 50, 'OPEN', timestamptz '2026-11-12 08:00+07')""").params(key, key, key, element, key, caseId).update();
        jdbc.sql("insert into engine.user_task_candidate (candidate, due_at, task_key) values (?, 'infinity', ?)")
                .params(candidate, key)
                .update();
        return "/tasks/" + key;
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class FixedClock {

        @Bean
        @Primary
        Clock clockOfTheTest() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }
    }
}
