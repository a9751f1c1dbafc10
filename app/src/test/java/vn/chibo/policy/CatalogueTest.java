package vn.chibo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void everyParameterHasItsWords() {
        var words = ResourceBundle.getBundle("messages/policy", Locale.ROOT).keySet();

        assertThat(Catalogue.all())
                .isNotEmpty()
                .allSatisfy(parameter -> assertThat(words)
                        .contains(
                                "policy.parameter." + parameter.key(),
                                "policy.parameter." + parameter.key() + ".help"));
    }
}
