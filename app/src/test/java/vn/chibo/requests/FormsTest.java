package vn.chibo.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * A form is a record only where all its fields are texts: the binder leaves a record null as soon as one value cannot
 * be read, and everything else that was typed is lost.
 */
class FormsTest {

    @Test
    void formsWithDatesNumbersOrChoicesAreBeans() throws ClassNotFoundException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        var forms = new ArrayList<Class<?>>();
        for (var controller : scanner.findCandidateComponents("vn.chibo")) {
            for (var method : Class.forName(controller.getBeanClassName()).getDeclaredMethods()) {
                for (var parameter : method.getParameters()) {
                    if (parameter.isAnnotationPresent(ModelAttribute.class)) {
                        forms.add(parameter.getType());
                    }
                }
            }
        }

        assertThat(forms).isNotEmpty();
        assertThat(forms)
                .allSatisfy(form -> assertThat(form.isRecord()
                                && Arrays.stream(form.getRecordComponents())
                                        .anyMatch(component -> component.getType() != String.class))
                        .as("record with more than texts: " + form.getName())
                        .isFalse());
    }
}
