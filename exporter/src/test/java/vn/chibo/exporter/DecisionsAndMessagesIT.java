package vn.chibo.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.protocol.record.intent.DecisionEvaluationIntent;
import io.camunda.zeebe.protocol.record.intent.ProcessMessageSubscriptionIntent;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecisionsAndMessagesIT {

    private static final Path MIGRATIONS = Path.of("../app/src/main/resources/db/migration/engine");

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void emptySchema() throws Exception {
        sql("drop schema if exists engine cascade");
        sql(Files.readString(MIGRATIONS.resolve("V1__read_model.sql")));
        sql(Files.readString(MIGRATIONS.resolve("V3__decisions_and_messages.sql")));
    }

    @Test
    void keepsTheOutputOnlyWhereItsVariableIsListed() throws Exception {
        var log = new EngineLog()
                .deployedWith("""
                        <zeebe:calledDecision decisionId="grade" resultVariable="grade" />
                        <zeebe:calledDecision resultVariable="reasons" decisionId="reasons" />
                        <zeebe:calledDecision decisionId="twice" resultVariable="grade" />
                        <zeebe:calledDecision decisionId="twice" resultVariable="reasons" />""")
                .decision(DecisionEvaluationIntent.EVALUATED, 11, 10, "grade", "\"GOOD\"")
                .decision(DecisionEvaluationIntent.EVALUATED, 12, 10, "reasons", "\"a name\"")
                .decision(DecisionEvaluationIntent.EVALUATED, 13, 10, "twice", "\"a name\"")
                .decision(DecisionEvaluationIntent.EVALUATED, 14, 10, "unknown", "\"a name\"")
                .decision(DecisionEvaluationIntent.FAILED, 15, 10, "grade", "null");

        export("grade", log);

        assertThat(rows("select key, decision_id, state, output, failure, inputs, matched_rules, process_instance_key,"
                        + " element_id from engine.decision_instance order by key"))
                .containsExactly(
                        "11|grade|EVALUATED|\"GOOD\"|null|null|null|10|BusinessRuleTask_Grade",
                        "12|reasons|EVALUATED|null|null|null|null|10|BusinessRuleTask_Grade",
                        "13|twice|EVALUATED|null|null|null|null|10|BusinessRuleTask_Grade",
                        "14|unknown|EVALUATED|null|null|null|null|10|BusinessRuleTask_Grade",
                        "15|grade|FAILED|null|no variable 'points'|null|null|10|BusinessRuleTask_Grade");
    }

    @Test
    void keepsInputsAndRulesWhereEverythingIsKept() throws Exception {
        export("*", new EngineLog().decision(DecisionEvaluationIntent.EVALUATED, 11, 10, "grade", "\"GOOD\""));

        assertThat(rows("select output, inputs->0->>'inputValue', matched_rules->0->>'ruleIndex',"
                        + " matched_rules->0->'evaluatedOutputs'->0->>'outputValue' from engine.decision_instance"))
                .containsExactly("\"GOOD\"|95|2|\"GOOD\"");
    }

    @Test
    void knowsTheDecisionsDeployed() throws Exception {
        export("", new EngineLog().decisionDeployed(700, "grade"));

        assertThat(rows(
                        "select d.key, d.decision_id, d.version, r.resource_name, r.xml from engine.decision_definition d"
                                + " join engine.decision_requirements r on r.key = d.requirements_key"))
                .containsExactly("700|grade|1|grade.dmn|<definitions/>");
    }

    @Test
    void showsWhatAnInstanceWaitsForAndWhatItWasGiven() throws Exception {
        export(
                "",
                new EngineLog()
                        .startedByMessage(10, 900)
                        .subscription(ProcessMessageSubscriptionIntent.CREATED, 21, 10, -1)
                        .subscription(ProcessMessageSubscriptionIntent.CREATED, 31, 10, -1)
                        .subscription(ProcessMessageSubscriptionIntent.CREATED, 41, 10, -1)
                        .subscription(ProcessMessageSubscriptionIntent.CORRELATED, 31, 10, 901)
                        .subscription(ProcessMessageSubscriptionIntent.DELETED, 41, 10, -1));

        assertThat(
                        rows(
                                "select key, message_name, correlation_key, state from engine.message_subscription order by key"))
                .containsExactly(
                        "21|meetings.meetingHeld|C-1|CREATED",
                        "31|meetings.meetingHeld|C-1|CORRELATED",
                        "41|meetings.meetingHeld|C-1|DELETED");
        assertThat(rows("select message_key, element_id, process_instance_key, element_instance_key"
                        + " from engine.message_correlation order by message_key"))
                .containsExactly("900|StartEvent_Opened|10|null", "901|Event_Held|10|30");
    }

    private static void export(String variables, EngineLog log) throws SQLException {
        var arguments = Map.<String, Object>of(
                "url", postgres.getJdbcUrl("postgres", "postgres"), "user", "postgres", "variables", variables);
        try (var exporter = new RunningExporter(arguments, null)) {
            exporter.exportAll(log);
        }
        assertThat(rows("select error from engine.dead_letter")).isEmpty();
    }

    private static void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
                var sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private static List<String> rows(String query) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
                var sql = connection.createStatement();
                var result = sql.executeQuery(query)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                var row = new ArrayList<String>();
                for (var i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        }
    }
}
