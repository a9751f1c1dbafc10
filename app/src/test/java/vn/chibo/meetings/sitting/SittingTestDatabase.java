package vn.chibo.meetings.sitting;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.util.AopTestUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import tools.jackson.databind.json.JsonMapper;
import vn.chibo.agenda.Agenda;
import vn.chibo.cases.Cases;
import vn.chibo.identity.CurrentUser;
import vn.chibo.inbox.spi.TaskDesk;
import vn.chibo.meetings.MeetingId;
import vn.chibo.meetings.MeetingManagement;
import vn.chibo.meetings.MeetingMode;
import vn.chibo.meetings.MeetingStatus;
import vn.chibo.meetings.MeetingView;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Office;
import vn.chibo.organization.OfficeHolding;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.Participation;
import vn.chibo.organization.UnitId;
import vn.chibo.policy.PolicySnapshot;
import vn.chibo.testing.TestDatabases;

/** The sitting over a real database; what other modules do is mocked. It is 21:40 of the day of the sitting. */
@TestConfiguration(proxyBeanMethods = false)
@EnableTransactionManagement
@ComponentScan(
        basePackageClasses = {Sittings.class, Agenda.class},
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Controller.*"))
public class SittingTestDatabase {

    static final Instant NOW = Instant.parse("2026-11-05T14:40:00Z");

    @Bean
    DataSource dataSource() {
        var dataSource = new PGSimpleDataSource();
        dataSource.setUrl(TestDatabases.create());
        dataSource.setUser("postgres");
        dataSource.setPassword("postgres");
        for (var module : List.of("meetings", "agenda")) {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:db/migration/" + module)
                    .schemas(module)
                    .load()
                    .migrate();
        }
        return dataSource;
    }

    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(dataSource);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    JsonMapper jsonMapper() {
        return JsonMapper.builder().build();
    }

    @Bean
    Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }

    @Bean
    MeetingManagement meetingManagement() {
        var meetings = mock(MeetingManagement.class);
        when(meetings.consentAsked(any())).thenReturn(NOW);
        when(meetings.sittingOpened(any(), any(), any(), any())).thenReturn(NOW);
        return meetings;
    }

    @Bean
    Organizations organizations() {
        return mock(Organizations.class);
    }

    @Bean
    Cases cases() {
        return mock(Cases.class);
    }

    @Bean
    TaskDesk taskDesk() {
        var desk = mock(TaskDesk.class);
        when(desk.submit(any(), any(), any(), any(), any())).thenReturn(true);
        return desk;
    }

    @Bean
    Fixture fixture(MeetingManagement meetings, Organizations organizations) {
        return new Fixture(
                AopTestUtils.getUltimateTargetObject(meetings), AopTestUtils.getUltimateTargetObject(organizations));
    }

    @Bean
    HeldSittings heldSittings(
            MeetingRoom room, Sittings sittings, AgendaBook agenda, AgendaStore items, TaskBook tasks) {
        return new HeldSittings(room, sittings, agenda, items, tasks);
    }

    /** Sittings that went all the way, for tests of what comes after. */
    public static final class HeldSittings {

        private final MeetingRoom room;
        private final Sittings sittings;
        private final AgendaBook agenda;
        private final AgendaStore items;
        private final TaskBook tasks;

        HeldSittings(MeetingRoom room, Sittings sittings, AgendaBook agenda, AgendaStore items, TaskBook tasks) {
            this.room = room;
            this.sittings = sittings;
            this.agenda = agenda;
            this.items = items;
            this.tasks = tasks;
        }

        /** Chaired by member 0, minutes by member 1, all present, the resolution passed. */
        public void hold(Cell cell, MeetingId meeting) {
            var by = cell.user(0);
            var id = sittings.prepare(meeting);
            room.open(
                    by,
                    meeting,
                    0,
                    new Typed(Map.of(
                            "chair",
                            cell.member(0).toString(),
                            "minuteTaker",
                            cell.member(1).toString(),
                            "guests",
                            "Đ/c Phạm Văn D, đảng ủy viên",
                            "start",
                            "2026-11-05T19:35")));
            room.mark(meeting, cell.member(4), 1, Presence.EXCUSED, "Ốm");
            room.markRestPresent(meeting);
            room.closeRollCall(by, meeting);
            room.save(
                    by, meeting, Part.DUES, 0, new Typed(Map.of("dues", "Đã thu", "duesLiable", "6", "duesPaid", "5")));
            room.save(by, meeting, Part.TARGETS, 0, new Typed(Map.of("targetsSet", "10", "targetsReached", "8")));
            var item = items.items(id).getFirst();
            agenda.saveItem(
                    meeting,
                    item.id(),
                    1,
                    new Typed(Map.of(
                            "title", item.title(), "content", "Báo cáo tháng 10", "conclusion", "Nhất trí <báo cáo>")));
            agenda.addSpeech(
                    meeting,
                    item.id(),
                    java.util.UUID.randomUUID(),
                    new Typed(Map.of("speaker", cell.member(2).toString(), "content", "Đề nghị làm sớm đường xóm")));
            tasks.add(
                    meeting,
                    java.util.UUID.randomUUID(),
                    new Typed(Map.of(
                            "content",
                            "Vận động hiến đất làm đường",
                            "owner",
                            cell.member(2).toString(),
                            "due",
                            "20/11/2026")));
            room.closeAgenda(by, meeting);
            room.save(
                    by,
                    meeting,
                    Part.RESOLUTION,
                    0,
                    new Typed(Map.of("weakPoints", "Vệ sinh chưa đều", "direction", "Giữ vững trật tự thôn")));
            var counts = Map.of("inFavour", "4", "against", "0", "noOpinion", "0");
            room.voteOnResolution(by, meeting, java.util.UUID.randomUUID(), "Nghị quyết", new Typed(counts));
            var end = new HashMap<>(counts);
            end.put("end", "2026-11-05T21:30");
            room.adoptMinutes(by, meeting, 0, java.util.UUID.randomUUID(), "Biên bản", new Typed(end));
        }
    }

    /** A cell with members and a meeting of November 2026. */
    public static final class Fixture {

        private final MeetingManagement meetings;
        private final Organizations organizations;

        Fixture(MeetingManagement meetings, Organizations organizations) {
            this.meetings = meetings;
            this.organizations = organizations;
        }

        public Cell cell(int official, int probationary) {
            var unit = new UnitId(UUID.randomUUID());
            var members = new ArrayList<MemberView>();
            for (int i = 0; i < official + probationary; i++) {
                members.add(new MemberView(
                        new MemberId(UUID.randomUUID()),
                        "DV-" + i,
                        "Đảng viên " + i,
                        unit,
                        i < official ? MembershipState.OFFICIAL : MembershipState.PROBATIONARY,
                        Participation.ACTIVE,
                        LocalDate.of(2020, 1, 1)));
            }
            var cell = new Cell(unit, members);
            when(organizations.membersOf(org.mockito.ArgumentMatchers.eq(unit), any()))
                    .thenReturn(members);
            when(organizations.officesIn(org.mockito.ArgumentMatchers.eq(unit), any()))
                    .thenReturn(List.of(
                            holding(cell, 0, Office.CELL_SECRETARY), holding(cell, 1, Office.CELL_DEPUTY_SECRETARY)));
            return cell;
        }

        public MeetingId meeting(Cell cell, YearMonth period) {
            return meeting(cell, period, Map.of());
        }

        /** With these parameters differing from the usual ones. */
        public MeetingId meeting(Cell cell, YearMonth period, Map<String, String> policy) {
            var id = new MeetingId(UUID.randomUUID());
            when(meetings.get(id)).thenReturn(view(id, cell.unit(), period, policy(policy)));
            return id;
        }

        private static OfficeHolding holding(Cell cell, int member, Office office) {
            return new OfficeHolding(
                    cell.member(member), office, cell.unit(), "CB-0001", LocalDate.of(2025, 1, 1), null);
        }
    }

    public record Cell(UnitId unit, List<MemberView> members) {

        public MemberId member(int i) {
            return members.get(i).id();
        }

        public CurrentUser user(int i) {
            return new CurrentUser(UUID.randomUUID(), "user" + i, member(i), "Đảng viên " + i, false, List.of());
        }
    }

    private static MeetingView view(MeetingId id, UnitId cell, YearMonth period, PolicySnapshot policy) {
        return new MeetingView(
                id,
                cell,
                "CB-0001",
                "Chi bộ thôn 3",
                new UnitId(UUID.randomUUID()),
                period,
                MeetingStatus.NOTIFIED,
                period.atDay(5).atTime(19, 30).toInstant(ZoneOffset.ofHours(7)),
                null,
                "Nhà văn hóa thôn 3",
                MeetingMode.IN_PERSON,
                false,
                false,
                true,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                policy);
    }

    private static PolicySnapshot policy(Map<String, String> differing) {
        var values = new HashMap<String, PolicySnapshot.Value>();
        var texts = new HashMap<>(Map.of(
                "quorum.warnPct", "66.67",
                "cell.minOfficialMembers", "3",
                "attendance.maxConsecutiveExcused", "3",
                "signature.authority", "T/M CHI BỘ"));
        texts.putAll(differing);
        texts.forEach((key, text) ->
                values.put(key, new PolicySnapshot.Value(text, null, LocalDate.of(2025, 10, 28), "HD 42-HD/BTCTW")));
        return new PolicySnapshot(LocalDate.of(2026, 11, 1), values);
    }
}
