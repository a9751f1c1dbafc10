package vn.chibo.engine;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Process variables as the engine keeps them: JSON, with dates, times and UUIDs as ISO text whatever the web layer prefers. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    static Map<String, Object> variables(String json) {
        return MAPPER.readValue(json, MAPPER.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
    }

    static <T> T convert(Map<String, Object> variables, Class<T> type) {
        return MAPPER.convertValue(variables, type);
    }

    static Map<String, String> texts(String json) {
        return MAPPER.readValue(json, MAPPER.getTypeFactory().constructMapType(Map.class, String.class, String.class));
    }
}
