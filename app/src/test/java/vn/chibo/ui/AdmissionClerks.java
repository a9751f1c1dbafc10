package vn.chibo.ui;

import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.chibo.admission.AdmissionId;
import vn.chibo.admission.AdmissionManagement;
import vn.chibo.admission.CellVotes;
import vn.chibo.admission.votes.Count;
import vn.chibo.admission.votes.Protocol;
import vn.chibo.admission.votes.VoteBase;
import vn.chibo.engine.EngineCommands;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Office;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.testing.EngineProbe;

/** Brings an admission to where a story parts from the others, by the same forms sent over HTTP. */
final class AdmissionClerks {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final URI base;
    private final EngineProbe probe;
    private final AdmissionManagement admissions;
    private final CellVotes votes;
    private final Organizations organizations;
    private final EngineCommands engine;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final Map<String, Clerk> clerks = new HashMap<>();

    AdmissionClerks(URI base, ApplicationContext context) {
        this.base = base;
        probe = context.getBean(EngineProbe.class);
        admissions = context.getBean(AdmissionManagement.class);
        votes = context.getBean(CellVotes.class);
        organizations = context.getBean(Organizations.class);
        engine = context.getBean(EngineCommands.class);
        transaction = context.getBean(TransactionTemplate.class);
        jdbc = context.getBean(JdbcClient.class);
    }

    /** Ends what a story left open: the month of another test must find neither a question of it on an agenda nor a task. */
    void leaveNothingOpen() {
        transaction.executeWithoutResult(none -> {
            jdbc.sql("""
                            select process_instance_key from cases.case_file
                            where kind = 'admission' and closed_at is null and process_instance_key is not null""").query(Long.class).list().forEach(engine::cancelInstance);
            jdbc.sql("""
                            delete from meetings.agenda_item where question_id in (
                                select id from agenda.question where state in ('WAITING', 'ON_AGENDA'))""").update();
            jdbc.sql("""
                            update agenda.question set state = 'WITHDRAWN', sitting_id = null
                            where state in ('WAITING', 'ON_AGENDA')""").update();
            jdbc.sql("""
                            update cases.deadline set state = 'DROPPED' where state = 'OPEN' and case_id in (
                                select id from cases.case_file where kind = 'admission' and closed_at is null)""").update();
            jdbc.sql("""
                            update cases.case_file set closed_at = now(), outcome = 'admission.outcome.stopped'
                            where kind = 'admission' and closed_at is null""").update();
        });
        probe.until(
                "no task of an admission", () -> jdbc.sql("""
                                select count(*) from engine.user_task t where t.state = 'OPEN' and t.business_key in (
                                    select id::text from cases.case_file where kind = 'admission')""").query(Long.class).single() == 0);
    }

    /** To the point where the cell is asked. */
    String readyForTheCell(int cell, String name, LocalDate certificate) {
        var path = untilTheCheck(cell, name, certificate);
        secretaryOf(cell).task("Chi ủy kiểm tra hồ sơ", name, "dossierComplete", "true");
        return path;
    }

    String untilTheCheck(int cell, String name, LocalDate certificate) {
        var path = openCase(cell, name, certificate);
        var secretary = secretaryOf(cell);
        var office = as("vanphong");
        secretary.task("Nhận đơn xin vào Đảng", name, "appliedOn", date());
        secretary.task("Nhận lý lịch người xin vào Đảng", name, "declaredOn", date());
        office.task(
                "Đóng dấu lý lịch và gửi công văn thẩm tra",
                name,
                "historyAccepted",
                "true",
                "sentOn",
                date(),
                "letters",
                "1");
        secretary.task("Thu kết quả thẩm tra lý lịch", name, "verificationResult", "CLEAR", "verifiedOn", date());
        secretary.task("Chi ủy kết luận lý lịch", name, "concludedOn", date(), "conclusion", "Rõ ràng.");
        office.task("Đảng ủy xác nhận lý lịch", name, "historyCertified", "true", "certifiedOn", date());
        secretary.task(
                "Ghi nghị quyết giới thiệu của Đoàn, Công đoàn",
                name,
                "union",
                "YOUTH",
                "resolvedOn",
                date(),
                "members",
                "9",
                "inFavour",
                "8");
        secretary.task(
                "Tổng hợp ý kiến nhận xét",
                name,
                "summarisedOn",
                date(),
                "organisationFor",
                "9",
                "organisationAgainst",
                "0",
                "residence",
                "WAIVED",
                "waiverReason",
                "Ở ngay trong thôn.");
        secretary.task(
                "Viết giấy giới thiệu người vào Đảng",
                name,
                "sponsor",
                sponsorOf(cell).id().toString(),
                "introducedOn",
                date());
        return path;
    }

    private String openCase(int cell, String name, LocalDate certificate) {
        var secretary = secretaryOf(cell);
        var office = as("vanphong");
        var list = "/admission/cells/" + cell(cell).id();
        var prospect = secretary
                .send(
                        list + "/prospects/new",
                        "/prospects",
                        "fullName",
                        name,
                        "sex",
                        "MALE",
                        "birthDate",
                        "05/11/1999",
                        "education",
                        "UPPER_SECONDARY",
                        "sector",
                        "FARMER",
                        "placeType",
                        "VILLAGE",
                        "introducedBy",
                        "YOUTH_UNION",
                        "watchSince",
                        DATE.format(today().minusMonths(9)),
                        "resolutionNumber",
                        "05-NQ/CB",
                        "resolutionDate",
                        DATE.format(today().minusMonths(8)))
                .uri()
                .getPath();
        var person = prospect.substring(prospect.lastIndexOf('/') + 1);
        var course = office.send(
                        "/admission/courses/new",
                        "/courses",
                        "decisionNumber",
                        "15-QĐ/ĐU " + name,
                        "decisionDate",
                        DATE.format(certificate.minusDays(20)),
                        "startsOn",
                        DATE.format(certificate.minusDays(10)),
                        "endsOn",
                        DATE.format(certificate.minusDays(6)),
                        "place",
                        "Trung tâm chính trị")
                .uri()
                .getPath();
        office.send(course, "/places", "prospect", person);
        office.send(
                course + "/places/" + person,
                "/certificate",
                "number",
                "GCN-" + cell,
                "issuedOn",
                DATE.format(certificate));
        return secretary
                .send(
                        prospect + "/case",
                        "/case",
                        "sponsor",
                        sponsorOf(cell).id().toString(),
                        "togetherSince",
                        DATE.format(today().minusYears(2)))
                .uri()
                .getPath();
    }

    /** The cell's meeting has voted, 20 members all present; secretary and deputy enter what they counted. */
    void cellVotes(int cell, String path, int inFavour) {
        var id = id(path);
        var ballot = awaitBallot(path);
        var entry = new Protocol.Entry(new VoteBase(20, 20), new Count(20, 20, 20, inFavour, 20 - inFavour));
        for (var office : List.of(Office.CELL_SECRETARY, Office.CELL_DEPUTY_SECRETARY)) {
            var counter =
                    organizations.holders(office, cell(cell).id(), today()).getFirst();
            votes.enterCount(id, ballot, today(), entry, counter.id());
        }
    }

    /** The number under which the case asks the cell now. */
    int awaitBallot(String path) {
        var id = id(path);
        probe.until("ballot of the cell asked for", () -> openBallot(id) > 0);
        return openBallot(id);
    }

    private int openBallot(AdmissionId id) {
        return jdbc.sql("""
                        select coalesce(max(number), 0) from admission.ballot
                        where case_id = :case and body = 'CELL' and held_on is null""").param("case", id.value()).query(Integer.class).single();
    }

    /** All in favour as far as needed, and the decision issued. */
    void throughTheRoute(String name, String decision) {
        count("vanphong", name, 15, 12);
        count("vanphong.2", name, 15, 12);
        as("banxaydungdang").task("Thẩm định hồ sơ", name, "result", "GO_ON");
        count("vanphong", name, 5, 4);
        count("vanphong.2", name, 5, 4);
        as("vanphong").task("Ban hành quyết định", name, "decisionNo", decision, "decidedOn", date());
    }

    void count(String account, String name, int members, int inFavour) {
        var all = String.valueOf(members);
        as(account)
                .task(
                        "Nhập kết quả kiểm phiếu",
                        name,
                        "heldOn",
                        date(),
                        "members",
                        all,
                        "present",
                        all,
                        "issued",
                        all,
                        "returned",
                        all,
                        "valid",
                        all,
                        "inFavour",
                        String.valueOf(inFavour),
                        "against",
                        String.valueOf(members - inFavour));
    }

    /** From the decision to the papers at the end of the probation, and the day it ended. */
    LocalDate probation(int cell, String name, String path) {
        var secretary = secretaryOf(cell);
        secretary.task("Nhận quyết định kết nạp", name, "receivedOn", date());
        secretary.task("Tổ chức lễ kết nạp", name, "heldOn", date(), "guide", "#1");
        secretary.task("Khai lý lịch đảng viên", name, "declaredOn", date());
        secretary.task("Học lớp bồi dưỡng đảng viên mới", name, "certificateNo", "BD-9", "issuedOn", date());
        var ends = Objects.requireNonNull(admissions.get(id(path)).probationEndsOn());
        probe.advanceTo(ends.atTime(9, 0).atZone(DomainTime.ZONE).toInstant());
        secretary.task("Bản tự kiểm điểm của đảng viên dự bị", name, "writtenOn", date());
        secretary.task("Bản nhận xét của người giúp đỡ", name, "writtenOn", date());
        secretary.task("Tổng hợp ý kiến nhận xét đảng viên dự bị", name, "summarisedOn", date());
        return ends;
    }

    private Clerk secretaryOf(int cell) {
        return as("bithu.cb%02d".formatted(cell));
    }

    Clerk as(String account) {
        return clerks.computeIfAbsent(account, name -> new Clerk(base, name));
    }

    /** The deputy secretary. */
    MemberView sponsorOf(int cell) {
        return organizations
                .holders(Office.CELL_DEPUTY_SECRETARY, cell(cell).id(), today())
                .getFirst();
    }

    private static AdmissionId id(String path) {
        return new AdmissionId(UUID.fromString(path.substring(path.lastIndexOf('/') + 1)));
    }

    private UnitView cell(int number) {
        return organizations.unitByCode("MAU-CB%02d".formatted(number), today()).orElseThrow();
    }

    private String date() {
        return DATE.format(today());
    }

    private LocalDate today() {
        return DomainTime.dateOf(probe.engine().now());
    }
}
