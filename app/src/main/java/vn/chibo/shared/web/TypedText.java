package vn.chibo.shared.web;

import java.beans.PropertyEditorSupport;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Text as it comes from a browser: composed accents (phones and Macs send them apart), no NUL characters, which
 * PostgreSQL refuses, and single line ends. Spaces stay: they may be part of a password.
 */
@ControllerAdvice
@Order(0)
class TypedText {

    @InitBinder
    void cleanTexts(WebDataBinder binder) {
        binder.registerCustomEditor(String.class, new PropertyEditorSupport() {
            @Override
            public void setAsText(@Nullable String text) {
                setValue(text == null ? null : clean(text));
            }
        });
    }

    static String clean(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replace("\0", "").replace("\r\n", "\n");
    }
}
