package vn.chibo.meetings.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.springframework.validation.BeanPropertyBindingResult;

class LevelTextTest {

    private final ScoreTemplate anPhu = new ScoreTemplates(null, null, null, null).standard();

    @Test
    void writtenLevelsReadBackTheSame() {
        anPhu.criteria().stream()
                .filter(criterion -> criterion.type() == ScoreTemplate.Type.LEVELS)
                .forEach(criterion -> assertThat(LevelText.read(LevelText.write(criterion.choices())))
                        .isEqualTo(criterion.choices()));
    }

    @Test
    void aLineThatCannotBeReadIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LevelText.read("5 | đủ | >=90\nbốn | thiếu"))
                .withMessage("2");
    }

    @Test
    void aCopiedTableReadsBackTheSame() {
        var form = TemplateForm.of(anPhu);
        form.setEffectiveFrom("01/12/2026");

        var errors = new BeanPropertyBindingResult(form, "form");

        assertThat(form.read(errors)).isEqualTo(anPhu);
        assertThat(errors.getAllErrors()).isEmpty();
    }

    @Test
    void aTableMustAddUpToHundred() {
        var form = TemplateForm.of(anPhu);
        form.setEffectiveFrom("31/02/2026");
        form.getRows().getFirst().setMax("6");
        form.getRows().get(1).setCode("2.2");

        var errors = new BeanPropertyBindingResult(form, "form");

        assertThat(form.read(errors)).isNull();
        assertThat(errors.getFieldErrors())
                .extracting("field")
                .containsExactlyInAnyOrder("effectiveFrom", "rows[0].levels", "rows[2].code");
    }
}
