package vn.chibo.requests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static vn.chibo.requests.Client.fields;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vn.chibo.admission.AdmissionId;
import vn.chibo.admission.CellVotes;
import vn.chibo.requests.Client.Answer;

/** Who may open and do what: every address of the application, asked by everybody. */
class AccessIT extends WholeCommune {

    /** People by letter. The things asked for are those of cell MAU-CB02. */
    private static final Map<Character, String> PEOPLE = new LinkedHashMap<>(Map.ofEntries(
            Map.entry('S', "bithu.cb02"), // cell secretary
            Map.entry('D', "phobithu.cb02"), // deputy
            Map.entry('C', "chiuy.cb02"), // cell committee member
            Map.entry('M', "dangvien.cb02"), // member without office
            Map.entry('A', "capuy.2"), // assigned committee member
            Map.entry('P', "bithu.danguy"), // secretary of the committee above
            Map.entry('O', "vanphong"), // its office
            Map.entry('B', "banxaydungdang"), // its organisation department
            Map.entry('G', "giamsat"), // supervisor
            Map.entry('Q', "quantri"), // administrator
            Map.entry('X', "bithu.cb03"), // secretary of another cell
            Map.entry('F', "vanphong.khac"))); // office of another commune

    private static final String EVERYBODY = "SDCMAPOBGQXF";

    /** Method, address as the controllers write it, who is let in. {@code *}: everybody signed in, with what is theirs. */
    private static final String TABLE = """
        GET  /                                              *
        GET  /inbox                                         *
        GET  /inbox/counters                                *
        GET  /password                                      *
        POST /password                                      *
        POST /sign-in/refused                               *
        GET  /drafts/{place:[A-Za-z0-9:._-]{1,200}}         *
        PUT  /drafts/{place:[A-Za-z0-9:._-]{1,200}}         *
        GET  /notices                                       *
        POST /notices/{id}/opening                          -
        POST /notices/{id}/reading                          *
        POST /notices/readings                              *
        GET  /calendar                                      *
        GET  /calendar/notice                               *
        POST /calendar/openings                             OF
        GET  /scores                                        SDCAPOBGXF
        GET  /tables                                        SDCAPOBGXF
        GET  /tables/table.xlsx                             SDCAPOBGXF
        GET  /meetings                                      *
        GET  /meetings/{id}                                 SDCAPOBG
        GET  /meetings/{id}/registration                    SD
        POST /meetings/{id}/registration                    SD
        GET  /meetings/{id}/approval                        O
        POST /meetings/{id}/approval                        O
        GET  /meetings/{id}/postponement                    SD
        POST /meetings/{id}/postponement                    SD
        GET  /meetings/{id}/not-held                        SD
        POST /meetings/{id}/not-held                        SD
        GET  /meetings/{id}/notice                          SD
        POST /meetings/{id}/notice                          SD
        GET  /meetings/{id}/invitation                      SDCAPOBG
        GET  /meetings/{id}/room                            SDCAPOBG
        POST /meetings/{id}/room/parts/{part}               SDC
        POST /meetings/{id}/room/parts/{part}/closing       SD
        POST /meetings/{id}/room/attendance                 SDC
        POST /meetings/{id}/room/attendance/{member}        SDC
        POST /meetings/{id}/room/items                      SDC
        POST /meetings/{id}/room/items/{item}               SDC
        POST /meetings/{id}/room/items/{item}/position      SDC
        POST /meetings/{id}/room/items/{item}/removal       SDC
        POST /meetings/{id}/room/items/{item}/speeches      SDC
        POST /meetings/{id}/room/items/{item}/votes         SDC
        POST /meetings/{id}/room/speeches/{speech}          SDC
        POST /meetings/{id}/room/speeches/{speech}/removal  SDC
        POST /meetings/{id}/room/votes/{vote}/removal       SDC
        POST /meetings/{id}/room/resolution/votes           SD
        POST /meetings/{id}/room/resolution/rewriting       SD
        POST /meetings/{id}/room/reviews/{task}             SDC
        POST /meetings/{id}/room/tasks                      SDC
        POST /meetings/{id}/room/tasks/{task}               SDC
        POST /meetings/{id}/room/tasks/{task}/removal       SDC
        GET  /meetings/{id}/papers                          SDCAPOBG
        GET  /meetings/{id}/papers/{paper}                  SDCAPOBG
        POST /meetings/{id}/papers/minutes/signature        SD
        POST /meetings/{id}/papers/issue                    SD
        POST /meetings/{id}/papers/{paper}/correction       SD
        GET  /meetings/{id}/score                           SDCAPOBG
        POST /meetings/{id}/score                           SDC
        POST /meetings/{id}/score/total                     SDCAPOBG
        GET  /meetings/{id}/verification                    B
        POST /meetings/{id}/verification                    B
        GET  /petitions                                     *
        GET  /petitions/{id}                                O
        POST /petitions/{id}/owner                          O
        POST /petitions/{id}/answer                         O
        GET  /tasks/{key}                                   SD
        GET  /tasks/{key}/next                              SD
        GET  /tasks/{key}/done                              SD
        POST /tasks/{key}/conditions                        SD
        POST /tasks/{key}/claim                             SD
        POST /tasks/{key}/release                           SD
        POST /tasks/{key}/hand-over                         -
        POST /tasks/{key}/submission                        SD
        GET  /cases/{id}                                    SDCAPOBG
        GET  /cases/{id}/course                             SDCAPOBG
        GET  /cases/{id}/course/{instance}/diagram.bpmn     SDCAPOBG
        GET  /admission                                     SDCAPOBGXF
        GET  /admission/board                               SDCAPOBGXF
        POST /admission/board/search                        SDCAPOBGXF
        GET  /admission/gaps                                SDCAPOBGXF
        GET  /admission/figures                             SDCAPOBGXF
        GET  /admission/figures/register.xlsx               SDCAPOBGXF
        GET  /admission/imports                             OBF
        GET  /admission/imports/template.xlsx               OBF
        POST /admission/imports                             OBF
        GET  /admission/plans                               SDCAPOBGXF
        GET  /admission/prospects.xlsx                      SDCAPOBGXF
        GET  /admission/cells/{cell}                        SDCAPOBG
        GET  /admission/cells/{cell}/prospects/new          SDC
        POST /admission/cells/{cell}/prospects              SDC
        GET  /admission/prospects/{id}                      SDCAPOBG
        GET  /admission/prospects/{id}/edit                 SDC
        POST /admission/prospects/{id}                      SDC
        POST /admission/prospects/{id}/removal              SDC
        POST /admission/prospects/{id}/restoration          SDC
        GET  /admission/prospects/{id}/case                 SDC
        POST /admission/prospects/{id}/case                 SDC
        GET  /admission/cases/{id}/ballots/{number}         SDCAPOBG
        POST /admission/cases/{id}/ballots/{number}         SDC
        POST /admission/cases/{id}/ballots/{number}/sheets  SDC
        GET  /admission/cases/{id}                          SDCAPOBG
        GET  /admission/cases/{id}/sponsor-left             SDC
        POST /admission/cases/{id}/sponsor-left             SDC
        GET  /admission/cases/{id}/move                     SDCOB
        POST /admission/cases/{id}/move                     SDCOB
        GET  /admission/cases/{id}/loss                     SDCOB
        POST /admission/cases/{id}/loss                     SDCOB
        GET  /admission/cases/{id}/stop                     SDCOB
        POST /admission/cases/{id}/stop                     SDCOB
        GET  /admission/cases/{id}/extension                OB
        POST /admission/cases/{id}/extension                OB
        GET  /admission/cases/{id}/cancellation             OB
        POST /admission/cases/{id}/cancellation             OB
        GET  /admission/cases/{id}/items/{item}             SDCAPOBG
        POST /admission/cases/{id}/items/{item}/versions    SDC
        POST /admission/cases/{id}/items/{item}/handing-in  SDC
        POST /admission/cases/{id}/items/{item}/acceptance  SDCOB
        POST /admission/cases/{id}/items/{item}/return      SDCOB
        POST /admission/cases/{id}/items/{item}/waiver      SDCOB
        POST /admission/cases/{id}/items/{item}/requirement SDCOB
        GET  /admission/cases/{id}/items/{item}/versions/{document} SDCOB
        GET  /admission/units/{unit}/plans/{year}           SDCAPOBG
        POST /admission/units/{unit}/plans/{year}           SDC
        POST /admission/units/{unit}/plans/{year}/approval  OB
        GET  /admission/sittings                            APOBGF
        GET  /admission/sittings/new                        OBF
        POST /admission/sittings                            OBF
        GET  /admission/sittings/{id}                       APOBG
        GET  /admission/sittings/{id}/edit                  OB
        POST /admission/sittings/{id}                       OB
        POST /admission/sittings/{id}/files                 OB
        POST /admission/sittings/{id}/files/{file}/earlier  OB
        POST /admission/sittings/{id}/files/{file}/putting-off OB
        POST /admission/sittings/{id}/closing               OB
        GET  /admission/courses                             APOBGF
        GET  /admission/courses/new                         OBF
        POST /admission/courses                             OBF
        GET  /admission/courses/{id}                        APOBG
        POST /admission/courses/{id}/places                 OB
        GET  /admission/courses/{id}/places/{prospect}      OB
        POST /admission/courses/{id}/places/{prospect}/removal     OB
        POST /admission/courses/{id}/places/{prospect}/certificate OB
        POST /admission/courses/{id}/places/{prospect}/failure     OB
        GET  /overdue                                       APOBGF
        GET  /overdue/{unit}                                APOBG
        GET  /overdue/{unit}/letter                         APOBG
        GET  /overdue/{unit}/digest                         APOBG
        POST /overdue/{unit}/filters                        APOBG
        POST /overdue/filters/{id}/removal                  APOBGF
        GET  /kpi                                           APOBGF
        GET  /kpi/{unit}                                    APOBG
        GET  /kpi/{unit}/figures/{kpi}                      APOBG
        GET  /kpi/{unit}/figures.xlsx                       APOBG
        POST /kpi/{unit}/closings                           APOBG
        GET  /kpi/closings/{id}                             APOBG
        GET  /kpi/imports                                   OQF
        GET  /kpi/imports/template.xlsx                     OQF
        POST /kpi/imports                                   OQF
        GET  /overdue/{unit}/acts                           APOBG
        POST /overdue/{unit}/acts                           APOBG
        GET  /overdue/acts/{id}                             APOBG
        POST /overdue/acts/{id}/recipient                   APOBG
        POST /overdue/acts/{id}/confirmation                APOBG
        POST /overdue/acts/{id}/undoing                     APOBG
        GET  /overdue/cases/{id}                            APOBG
        GET  /overdue/cases/{id}/cancellation               APOBG
        POST /overdue/cases/{id}/cancellation               APOBG
        GET  /organization                                  *
        GET  /organization/{id}                             SDCAPOBGQ
        GET  /organization/{unit}/offices                   OQ
        GET  /organization/{unit}/substitutions             OQ
        POST /organization/{unit}/substitutions             OQ
        POST /organization/{unit}/substitutions/{id}/end    OQ
        GET  /organization/{unit}/registers                 OQ
        POST /organization/{unit}/registers/areas           OQ
        GET  /organization/{unit}/registers/areas/{id}      OQ
        POST /organization/{unit}/registers/areas/{id}/end  OQ
        POST /organization/{unit}/registers/weak-cells      OQ
        GET  /organization/{unit}/registers/weak-cells/{id} OQ
        POST /organization/{unit}/registers/weak-cells/{id}/removal OQ
        POST /organization/{unit}/offices                   OQ
        GET  /organization/{unit}/offices/{term}            OQ
        POST /organization/{unit}/offices/{term}/end        OQ
        POST /organization/{unit}/offices/{term}/withdrawal OQ
        GET  /organization/import                           OQF
        GET  /organization/import/template.xlsx             OQF
        POST /organization/import                           OQF
        GET  /organization/import/{id}                      Q
        POST /organization/import/{id}/application          OQF
        GET  /policy                                        SDCAPOBGQ
        GET  /policy/parameters/{key}                       SDCAPOBGQ
        POST /policy/parameters/{key}                       OBQ
        GET  /policy/calendar                               *
        POST /policy/calendar                               Q
        POST /policy/calendar/{date}/removal                Q
        GET  /score-templates                               *
        GET  /score-templates/new                           OBQF
        POST /score-templates                               OBQ
        GET  /admin/accounts                                Q
        POST /admin/accounts                                Q
        POST /admin/accounts/{id}/password-reset            Q
        POST /admin/accounts/{id}/disabling                 Q
        POST /admin/accounts/{id}/enabling                  Q
        GET  /admin/health                                  Q
        GET  /admin/incidents                               Q
        POST /admin/incidents/retry                         Q
        GET  /admin/incidents/{key}                         Q
        POST /admin/incidents/{key}/variables               Q
        GET  /admin/migrations                              Q
        GET  /admin/migrations/{definition}                 Q
        POST /admin/migrations/{definition}                 Q
        GET  /admin/reconciliation                          Q
        POST /admin/reconciliation/runs                     Q
        GET  /admin/reconciliation/findings/{id}/cancellation Q
        POST /admin/reconciliation/findings/{id}/cancellation Q
        POST /admin/reconciliation/findings/{id}/sending    Q
        POST /admin/reconciliation/findings/{id}/dismissal  Q
        GET  /actuator                                      Q
        GET  /actuator/prometheus                           Q
        GET  /actuator/env                                  Q
        """;

    /** Where an address that holds nothing yet answers "not found" to those who may look. */
    private static final List<String> EMPTY = List.of(
            "/meetings/{id}/papers/{paper}",
            "/cases/{id}/course/{instance}/diagram.bpmn",
            "/organization/import/{id}",
            "/organization/{unit}/offices/{term}",
            "/organization/{unit}/registers/areas/{id}",
            "/organization/{unit}/registers/weak-cells/{id}",
            "/admin/reconciliation/findings/{id}/cancellation",
            "/actuator/env",
            "/actuator/prometheus");

    @Autowired
    private CellVotes votes;

    @Autowired
    @Qualifier("requestMappingHandlerMapping") private RequestMappingHandlerMapping addresses;

    private record Line(String method, String pattern, String people) {}

    private static List<Line> table() {
        return TABLE.lines()
                .map(line -> line.strip().split("\\s+"))
                .map(parts -> new Line(parts[0], parts[1], parts[2].equals("*") ? EVERYBODY : parts[2]))
                .toList();
    }

    @Test
    void theTableNamesEveryAddress() {
        var known = table().stream()
                .map(line -> line.method() + " " + line.pattern())
                .collect(Collectors.toSet());
        var missing = new TreeSet<String>();
        addresses.getHandlerMethods().forEach((mapping, method) -> {
            if (method.getBeanType().getPackageName().startsWith("vn.chibo")) {
                for (var pattern : mapping.getPatternValues()) {
                    for (var verb : mapping.getMethodsCondition().getMethods()) {
                        missing.add(verb + " " + pattern);
                    }
                }
            }
        });
        missing.remove("GET /sign-in"); // for everybody, also without a sign-in
        missing.removeAll(known);

        assertThat(missing).isEmpty();
    }

    @Test
    void everybodyGetsWhatTheirOfficesSayAndEveryRefusalIsLoggedOnce() {
        addCommune("KHAC", "KHAC-CB01");
        addAccount("vanphong.khac", "KHAC-CB01", "COMMITTEE_OFFICE", "KHAC");
        var meeting = meetingOf("MAU-CB02");
        var task = task(7001, meeting, "UserTask_RegisterDate", "cell-secretary@MAU-CB02");
        jdbc.sql("insert into engine.user_task_candidate (candidate, due_at, task_key) values (?, 'infinity', 7001)")
                .param("cell-deputy-secretary@MAU-CB02")
                .update();
        var samples = new LinkedHashMap<String, String>();
        samples.put("/meetings/{id}", meeting);
        samples.put("/petitions/{id}", petition(meeting));
        samples.put("/tasks/{key}", task);
        samples.put("/cases/{id}", meeting.replace("/meetings/", "/cases/"));
        samples.put("/overdue/acts/{id}", "/overdue/acts/" + reminder(meeting));
        samples.put("{instance}", "1");
        samples.put("/organization/import/{id}", importOf(as("quantri")));
        samples.put("/findings/{id}", "/findings/999999");
        samples.put("{unit}", unit("MAU-CB02").toString());
        samples.put(
                "/organization/{unit}/registers", "/organization/" + unit("MAU") + "/registers"); // kept above cells
        samples.put("/organization/{id}", "/organization/" + unit("MAU-CB02"));
        samples.put("/policy/parameters/{key}", "/policy/parameters/meeting.registerByDay");
        samples.put("/policy/calendar/{date}", "/policy/calendar/2026-12-24");
        samples.put(
                "/drafts/{place:[A-Za-z0-9:._-]{1,200}}",
                "/drafts" + meeting.replace("/meetings/", "/meeting:") + ":notice");
        var sourcing = new Sourcing(this, "MAU-CB02");
        samples.put("/admission/prospects/{id}", "/admission/prospects/" + sourcing.prospect());
        samples.put("/admission/courses/{id}", "/admission/courses/" + sourcing.course());
        var admission = Sourcing.openCase(this, "MAU-CB02", sourcing.course(), sourcing.prospect())
                .substring("/admission/cases/".length());
        samples.put("/admission/cases/{id}", "/admission/cases/" + admission);
        samples.put("/admission/cases/{id}/items/{item}", "/admission/cases/" + admission + "/items/KND_2"); // sealed
        samples.put("{document}", sealedPaper(admission));
        samples.put("{number}", "" + votes.request(new AdmissionId(UUID.fromString(admission))));
        samples.put("/admission/sittings/{id}", "/admission/sittings/" + sitting());
        samples.put("/kpi/closings/{id}", "/kpi/closings/" + closedYear());
        samples.put("{kpi}", "M1");
        olderVersionAndIncident();
        samples.put("/admin/incidents/{key}", "/admin/incidents/8890");
        samples.put("{definition}", "8891");
        samples.put("{prospect}", sourcing.prospect());
        samples.put("{cell}", unit("MAU-CB02").toString());
        samples.put("{year}", "2027");
        samples.put("{part}/closing", "agenda/closing");
        samples.put("{part}", "dues");
        samples.put("{paper}", "minutes");
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        var root = (Logger) LoggerFactory.getLogger("vn.chibo");
        root.addAppender(log);

        var wrong = new ArrayList<String>();
        var refusals = 0;
        try {
            for (var line : table()) {
                var path = path(line.pattern(), samples);
                for (var person : PEOPLE.entrySet()) {
                    var answer = ask(as(person.getValue()), line, path);
                    refusals += answer.status() == 403 ? 1 : 0;
                    var expected = line.people().indexOf(person.getKey()) >= 0;
                    if (expected ? !isAllowed(answer, line) : !isRefused(answer)) {
                        wrong.add((expected ? "should be allowed: " : "should be refused: ") + person.getValue() + " "
                                + line.method() + " " + line.pattern() + " → " + brief(answer));
                    }
                }
                var answer = ask(Client.nobody(base()), line, path);
                if (!answer.asksToSignIn()) {
                    wrong.add("nobody " + line.method() + " " + line.pattern() + " → " + brief(answer));
                }
            }
        } finally {
            root.detachAppender(log);
            forgetOlderVersionAndIncident();
        }

        assertThat(wrong).isEmpty();
        var logged = log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .filter(text -> text.startsWith("Refused"))
                .toList();
        assertThat(logged).hasSize(refusals);
        assertThat(logged)
                .noneMatch(text -> text.contains("bithu") || text.contains("Tên Riêng") || text.contains("?"));
    }

    @Test
    void anOfficeThatEndsTodayOpensNothingAnyMore() {
        addAccount("mai.het.nhiem.ky", "MAU-CB04", "CELL_COMMITTEE_MEMBER", "MAU-CB04");
        var meeting = meetingOf("MAU-CB04");
        var person = as("mai.het.nhiem.ky");
        assertThat(person.get(meeting).status()).isEqualTo(200);

        jdbc.sql("""
            update organization.office_term set valid_to = date '2026-11-13'
             where member_id = (select member_id from identity.account where username = 'mai.het.nhiem.ky')\
            """).update();

        assertThat(person.get(meeting).status()).isEqualTo(403);
        assertThat(person.get(meeting + "/registration").status()).isEqualTo(403);
        assertThat(person.post(meeting + "/not-held", fields("reason", "x")).status())
                .isEqualTo(403);
        assertThat(person.get("/meetings").text()).doesNotContain(meeting);
        assertThat(person.get("/inbox").status()).isEqualTo(200);
    }

    @Test
    void healthAndSignInNeedNobody() {
        var nobody = Client.nobody(base());

        assertThat(nobody.get("/sign-in").status()).isEqualTo(200);
        assertThat(nobody.send("/actuator/health/liveness", "GET", "application/json", BodyPublishers.noBody())
                        .status())
                .isEqualTo(200);
        assertThat(nobody.send("/actuator/health", "GET", "application/json", BodyPublishers.noBody())
                        .body())
                .contains("status")
                .doesNotContain("jdbc", "components");
    }

    private void olderVersionAndIncident() {
        forgetOlderVersionAndIncident();
        jdbc.sql("""
                        insert into engine.incident (key, process_instance_key, root_key, definition_key, process_id, element_id,
                            element_instance_key, error_type, error_message, state, created_at)
                        values (8890, 8890, 8890, 8891, 'access-probe', 'ServiceTask_A', 8890, 'JOB_NO_RETRIES', 'x', 'OPEN', now())""").update();
        for (var version = 1; version <= 2; version++) {
            jdbc.sql("""
                            insert into engine.process_definition (key, process_id, version, resource_name, deployed_at, xml)
                            values (?, 'access-probe', ?, 'x.bpmn', now(), '<a/>')""").params(8890 + version, version).update();
        }
        jdbc.sql("""
                        insert into engine.process_instance (key, process_id, version, definition_key, root_key, state, started_at)
                        values (8890, 'access-probe', 1, 8891, 8890, 'ACTIVE', now())""").update();
    }

    private void forgetOlderVersionAndIncident() {
        jdbc.sql("delete from engine.incident where key = 8890").update();
        jdbc.sql("delete from engine.process_instance where key = 8890").update();
        jdbc.sql("delete from engine.process_definition where process_id = 'access-probe'")
                .update();
    }

    private UUID closedYear() {
        return jdbc.sql("""
                        insert into kpi.closing (id, unit_id, from_month, to_month, closed_by, closed_at)
                        values (gen_random_uuid(), ?, date '2025-01-01', date '2025-12-01', gen_random_uuid(), now())
                        returning id""").param(unit("MAU-CB02").value()).query(UUID.class).single();
    }

    /** The longest first: the address of one thing may end like that of another. */
    private static String path(String pattern, Map<String, String> samples) {
        var path = pattern;
        var keys = samples.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (var key : keys) {
            path = path.replace(key, samples.get(key));
        }
        return path.replaceAll("\\{[a-z]+}", UUID.randomUUID().toString());
    }

    /** All the parameters any of the addresses needs, so that none is refused for want of one. */
    private Answer ask(Client client, Line line, String path) {
        var query = line.pattern().startsWith("/policy") || line.pattern().startsWith("/score-templates")
                ? "?unit=" + unit("MAU-CB02")
                : line.pattern().endsWith("/next") ? "?attempt=1" : "";
        if (line.method().equals("GET")) {
            return client.get(path + query);
        }
        if (line.method().equals("PUT")) {
            return client.send(
                    path, "PUT", "application/json", BodyPublishers.ofString("{\"version\":0,\"fields\":{}}"));
        }
        if (line.pattern().equals("/organization/import")) {
            return client.upload("/organization/import", "no workbook".getBytes(UTF_8));
        }
        return client.post(
                path + query,
                line.pattern().endsWith("/hand-over")
                        ? fields("member", UUID.randomUUID().toString())
                        : fields());
    }

    /** A list that somebody chose on the cell's board, not carried out yet. */
    private String reminder(String meeting) {
        return Sourcing.id(as("vanphong")
                .post(
                        "/overdue/" + unit("MAU-CB02") + "/acts",
                        fields("act", "REMIND", "row", meeting.substring("/meetings/".length()) + ":7001")));
    }

    private UUID sitting() {
        var id = UUID.randomUUID();
        jdbc.sql("""
                        insert into admission.sitting (id, unit_id, body, on_date, starts_at, place, changed_by, changed_at)
                        values (?, ?, 'BASE_COMMITTEE', '2026-11-12', '08:00', 'Hội trường', ?, now())""").params(id, unit("MAU").value(), id).update();
        return id;
    }

    private String sealedPaper(String admission) {
        var item = "/admission/cases/" + admission + "/items/KND_2";
        var secretary = as("bithu.cb02");
        assertThat(secretary
                        .upload(item + "/versions", "lylich.pdf", "%PDF-1.4\n%%EOF\n".getBytes(UTF_8))
                        .status())
                .isEqualTo(302);
        var link = secretary.get(item).page().selectFirst("[data-test=version] a");
        return link.attr("href").substring(link.attr("href").lastIndexOf('/') + 1);
    }

    private static String importOf(Client office) {
        try (var workbook = AccessIT.class.getResourceAsStream("/samples/xa-mau.xlsx")) {
            var answer = office.upload("/organization/import", workbook.readAllBytes());
            assertThat(answer.status()).as(answer.text()).isEqualTo(302);
            return java.net.URI.create(answer.location()).getPath();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isAllowed(Answer answer, Line line) {
        if (answer.asksToSignIn() || answer.status() == 403 || answer.status() >= 500) {
            return false;
        }
        return !line.method().equals("GET")
                || answer.status() < 400
                || answer.status() == 404 && EMPTY.contains(line.pattern());
    }

    private static boolean isRefused(Answer answer) {
        return answer.status() == 403 || answer.status() == 404;
    }

    private static String brief(Answer answer) {
        var text = answer.text();
        return text.substring(0, Math.min(200, text.length()));
    }
}
