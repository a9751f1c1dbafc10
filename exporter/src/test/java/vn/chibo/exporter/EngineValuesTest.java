package vn.chibo.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineValuesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-25T01:02:27.773Z[Etc/UTC], 2026-11-25T01:02:27.773Z",
        "2026-11-25T08:02:27+07:00[Asia/Ho_Chi_Minh], 2026-11-25T01:02:27Z",
        "2026-11-25T01:02:27Z, 2026-11-25T01:02:27Z",
        "2026-11-25T08:02:27+07:00, 2026-11-25T01:02:27Z",
        "2026-11-25T08:02:27, 2026-11-25T01:02:27Z",
    })
    void readsEveryFormOfDateTheEngineWrites(String text, OffsetDateTime expected) {
        assertThat(EngineValues.date(text)).isEqualTo(expected);
    }

    @Test
    void noTextIsNoDateAndNonsenseIsRefused() {
        assertThat(EngineValues.date("")).isNull();
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> EngineValues.date("tomorrow"));
    }

    @Test
    void escapesHeaders() {
        assertThat(EngineValues.json(Map.of("a\"b", "c\\\n"))).isEqualTo("{\"a\\\"b\":\"c\\\\\\u000a\"}");
    }

    @Test
    void messagesLoseWhatPostgresqlCannotHold() {
        assertThat(EngineValues.message("a\0b", 2000)).isEqualTo("ab");
        assertThat(EngineValues.message("abc", 2)).isEqualTo("ab");
    }
}
