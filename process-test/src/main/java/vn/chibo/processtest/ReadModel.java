package vn.chibo.processtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.chibo.standalone.LocalPostgres;

/** Answers searches from schema {@code engine}, and from the names in the models deployed. */
final class ReadModel {

    /** What the engine's log does not say. */
    static final String OWN_TABLES = """
            create schema process_test;
            create table process_test.model_read (definition_key bigint primary key);
            create table process_test.element_name (
                definition_key bigint, id text, name text not null, primary key (definition_key, id));
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String url;
    private @Nullable Connection connection;

    ReadModel(String url) {
        this.url = url;
    }

    ObjectNode search(Resource resource, JsonNode request) {
        return inOneSnapshot(connection -> {
            new ElementNames(connection).readNewModels();
            var search = Search.of(request, fields(connection, resource));
            var items = JSON.createArrayNode();
            var total = select(connection, resource, search, items);
            var answer = JSON.createObjectNode();
            answer.set("items", items);
            var page = answer.putObject("page").put("totalItems", total).put("hasMoreTotalItems", false);
            if (!items.isEmpty()) {
                page.put("startCursor", Search.Cursor.at(search.from()));
                page.put("endCursor", Search.Cursor.at(search.from() + items.size() - 1));
            }
            return answer;
        });
    }

    private long select(Connection connection, Resource resource, Search search, ArrayNode items)
            throws SQLException, IOException {
        var sql = "select to_jsonb(r), count(*) over () from (" + resource.sql() + ") r where " + search.where()
                + " order by " + search.orderBy() + " offset " + search.from() + " limit " + search.limit();
        try (var statement = connection.prepareStatement(sql)) {
            bind(statement, search.parameters());
            var total = 0L;
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    items.add(shown(rows.getString(1), false));
                    total = rows.getLong(2);
                }
            }
            return total;
        }
    }

    Optional<ObjectNode> get(Resource resource, String key) {
        var sql = "select to_jsonb(r) from (" + resource.sql() + ") r where \"" + resource.key() + "\" = ?";
        return inOneSnapshot(connection -> {
            new ElementNames(connection).readNewModels();
            return first(connection, sql, key).map(json -> shown(json, true));
        });
    }

    Optional<String> xml(Resource resource, String key) {
        var sql = switch (resource) {
            case PROCESS_DEFINITIONS -> "select xml from engine.process_definition where key::text = ?";
            case DECISION_REQUIREMENTS -> "select xml from engine.decision_requirements where key::text = ?";
            case DECISION_DEFINITIONS -> """
                            select r.xml from engine.decision_definition d
                                join engine.decision_requirements r on r.key = d.requirements_key
                            where d.key::text = ?""";
            default -> throw new BadRequest("No XML here");
        };
        return inOneSnapshot(connection -> first(connection, sql, key));
    }

    /** In the order the flows are named. */
    ObjectNode sequenceFlows(String processInstanceKey) {
        return inOneSnapshot(connection -> {
            try (var statement = connection.prepareStatement("""
                    select jsonb_build_object('sequenceFlowId', f.process_instance_key || '_' || f.element_id,
                        'processInstanceKey', f.process_instance_key::text, 'elementId', f.element_id,
                        'processDefinitionKey', i.definition_key::text, 'processDefinitionId', i.process_id,
                        'tenantId', '<default>')
                    from engine.sequence_flow f join engine.process_instance i on i.key = f.process_instance_key
                    where f.process_instance_key::text = ? order by f.element_id""")) {
                statement.setString(1, processInstanceKey);
                var answer = JSON.createObjectNode();
                var items = answer.putArray("items");
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        items.add(JSON.readTree(rows.getString(1)));
                    }
                }
                return answer;
            }
        });
    }

    List<Long> keys(String sql) {
        return inOneSnapshot(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                var keys = new ArrayList<Long>();
                while (rows.next()) {
                    keys.add(rows.getLong(1));
                }
                return keys;
            }
        });
    }

    /** Forgets all but how far the exporter is. */
    void empty() {
        inOneSnapshot(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute("""
                        do $$ begin
                            execute (select 'truncate ' || string_agg(format('%I.%I', schemaname, tablename), ', ')
                                from pg_tables where schemaname in ('engine', 'process_test')
                                    and tablename <> 'exporter_position');
                        end $$""");
            }
        });
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException, IOException;
    }

    /**
     * One request at a time: a test asks one thing after the other anyway. A model deployed between the look at the models
     * and the answer must not appear there without its names.
     */
    private synchronized <T> T inOneSnapshot(Work<T> work) {
        try {
            var connection = connection();
            try {
                var result = work.with(connection);
                connection.commit();
                return result;
            } finally {
                connection.rollback();
            }
        } catch (SQLException | IOException e) {
            throw failed(e);
        }
    }

    private static Optional<String> first(Connection connection, String sql, String parameter) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    private static ObjectNode shown(String json, boolean whole) {
        try {
            var row = (ObjectNode) JSON.readTree(json);
            var hidden = new ArrayList<String>();
            row.fieldNames().forEachRemaining(name -> {
                if (name.startsWith("#")) {
                    hidden.add(name);
                }
            });
            for (var name : hidden) {
                var value = row.remove(name);
                if (whole && name.startsWith("#get")) {
                    row.set(name.substring(4), value);
                }
            }
            return row;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static Set<String> fields(Connection connection, Resource resource) throws SQLException {
        try (var statement = connection.prepareStatement(resource.sql() + " limit 0");
                ResultSet none = statement.executeQuery()) {
            var columns = none.getMetaData();
            var fields = new LinkedHashSet<String>();
            for (var i = 1; i <= columns.getColumnCount(); i++) {
                if (!columns.getColumnLabel(i).startsWith("#")) {
                    fields.add(columns.getColumnLabel(i));
                }
            }
            return fields;
        }
    }

    private static void bind(PreparedStatement statement, List<String> parameters) throws SQLException {
        for (var i = 0; i < parameters.size(); i++) {
            statement.setString(i + 1, parameters.get(i));
        }
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            connection = DriverManager.getConnection(url, LocalPostgres.USER, LocalPostgres.PASSWORD);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        return connection;
    }

    private static IllegalStateException failed(Exception cause) {
        return new IllegalStateException("The read model cannot be read: " + cause.getMessage(), cause);
    }
}
