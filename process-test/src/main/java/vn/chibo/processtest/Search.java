package vn.chibo.processtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A search request as SQL. What it does not understand it refuses: an ignored filter would make a wrong test pass.
 *
 * @param where conditions with placeholders for {@code parameters}, each of them JSON or text
 */
record Search(String where, List<String> parameters, String orderBy, int from, int limit) {

    private static final int DEFAULT_LIMIT = 100;

    /** @param fields what the resource has */
    static Search of(JsonNode request, Set<String> fields) {
        known(request, Set.of("filter", "sort", "page"), "part of a search");
        var builder = new Builder(fields);
        request.path("filter").properties().forEach(entry -> builder.filter(entry.getKey(), entry.getValue()));
        request.path("sort").forEach(builder::sort);
        var page = request.path("page");
        known(page, Set.of("from", "limit", "after"), "page option");
        var from = page.hasNonNull("after")
                ? Cursor.next(page.path("after").asText())
                : page.path("from").asInt(0);
        builder.order.add("\"#order\"");
        return new Search(
                builder.conditions.isEmpty() ? "true" : String.join(" and ", builder.conditions),
                builder.parameters,
                String.join(", ", builder.order),
                from,
                page.path("limit").asInt(DEFAULT_LIMIT));
    }

    private static void known(JsonNode object, Set<String> names, String what) {
        object.properties().forEach(entry -> {
            if (!names.contains(entry.getKey()) && !entry.getValue().isNull()) {
                throw new BadRequest("Unknown " + what + ": " + entry.getKey());
            }
        });
    }

    private static final class Builder {

        private final Set<String> fields;
        private final List<String> conditions = new ArrayList<>();
        private final List<String> parameters = new ArrayList<>();
        private final List<String> order = new ArrayList<>();

        Builder(Set<String> fields) {
            this.fields = fields;
        }

        void filter(String field, JsonNode value) {
            if (isAbsent(value)) {
                return;
            }
            var column = column("filter", field);
            if (value.isObject()) {
                value.properties().forEach(operator -> {
                    if (!isAbsent(operator.getValue())) {
                        condition(field, column, operator.getKey(), operator.getValue());
                    }
                });
            } else {
                condition(field, column, "$eq", value);
            }
        }

        /** The client sends empty lists for what was not asked. */
        private static boolean isAbsent(JsonNode value) {
            return value.isNull() || (value.isContainerNode() && value.isEmpty());
        }

        private void condition(String field, String column, String operator, JsonNode value) {
            switch (operator) {
                case "$eq" -> compare(field, column, "=", value);
                case "$neq" -> compare(field, column, "is distinct from", value);
                case "$gt" -> compare(field, column, ">", value);
                case "$gte" -> compare(field, column, ">=", value);
                case "$lt" -> compare(field, column, "<", value);
                case "$lte" -> compare(field, column, "<=", value);
                case "$exists" -> conditions.add(column + (value.asBoolean() ? " is not null" : " is null"));
                case "$in" -> in(field, column, "in", value);
                case "$notIn" -> in(field, column, "not in", value);
                case "$like" -> {
                    conditions.add(column + "::text like ?");
                    parameters.add(
                            value.asText().replace("%", "\\%").replace("*", "%").replace("?", "_"));
                }
                default -> throw new BadRequest("Unknown operator for " + field + ": " + operator);
            }
        }

        private void compare(String field, String column, String operator, JsonNode value) {
            conditions.add("to_jsonb(" + column + ") " + operator + " cast(? as jsonb)");
            parameters.add(json(field, value));
        }

        private void in(String field, String column, String operator, JsonNode values) {
            var places = new ArrayList<String>();
            values.forEach(value -> {
                places.add("cast(? as jsonb)");
                parameters.add(json(field, value));
            });
            conditions.add("to_jsonb(" + column + ") " + operator + " (" + String.join(", ", places) + ")");
        }

        /** Keys may come as numbers, and times in any offset. */
        private static String json(String field, JsonNode value) {
            if (value.isContainerNode()) {
                throw new BadRequest("Not a value for " + field + ": " + value);
            }
            if (ApiTime.isTime(field)) {
                return TextNode.valueOf(ApiTime.of(value.asText())).toString();
            }
            return field.endsWith("Key") && value.isNumber()
                    ? TextNode.valueOf(value.asText()).toString()
                    : value.toString();
        }

        void sort(JsonNode by) {
            known(by, Set.of("field", "order"), "sort option");
            var column = column("sort field", by.path("field").asText());
            order.add(column + (by.path("order").asText("ASC").equalsIgnoreCase("DESC") ? " desc" : ""));
        }

        private String column(String what, String field) {
            if (!fields.contains(field)) {
                throw new BadRequest("Unknown " + what + ": " + field + ", known are "
                        + fields.stream().sorted().collect(Collectors.joining(", ")));
            }
            return '"' + field + '"';
        }
    }

    /** Where a page ended; the next request goes on from there. */
    static final class Cursor {

        private Cursor() {}

        static String at(int position) {
            return Integer.toString(position);
        }

        static int next(String cursor) {
            try {
                return Integer.parseInt(cursor) + 1;
            } catch (NumberFormatException e) {
                throw new BadRequest("Not a cursor of this server: " + cursor);
            }
        }
    }
}
