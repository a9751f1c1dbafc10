package vn.chibo.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExporterSettingsTest {

    private static final String URL = "jdbc:postgresql://127.0.0.1:5433/chibo";

    @Test
    void readsNamesAsTheEnvironmentAndAsAFileSpellThem() {
        var settings = ExporterSettings.of(Map.of("url", URL, "businesskey", "a", "flushMillis", 7));

        assertThat(settings.businessKey()).isEqualTo("a");
        assertThat(settings.flushMillis()).isEqualTo(7);
    }

    @Test
    void keepsOnlyListedVariables() {
        var listed = ExporterSettings.of(Map.of("url", URL, "variables", "sittingId, cellCode"));

        assertThat(listed.keeps("cellCode")).isTrue();
        assertThat(listed.keeps("fullName")).isFalse();
        assertThat(ExporterSettings.of(Map.of("url", URL)).keeps("cellCode")).isFalse();
        assertThat(ExporterSettings.of(Map.of("url", URL)).keeps("caseId")).isTrue();
        assertThat(ExporterSettings.of(Map.of("url", URL, "variables", "*")).keeps("fullName"))
                .isTrue();
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThatIllegalArgumentException().isThrownBy(() -> ExporterSettings.of(Map.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExporterSettings.of(Map.of("url", URL, "variabels", "*")))
                .withMessageContaining("variabels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExporterSettings.of(Map.of("url", URL, "batch", "0")))
                .withMessageContaining("batch");
    }

    @Test
    void neverShowsThePassword() {
        assertThat(ExporterSettings.of(Map.of("url", URL + "?password=s3cret", "password", "s3cret")))
                .asString()
                .doesNotContain("s3cret");
    }
}
