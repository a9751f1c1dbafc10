package vn.chibo.shared;

import java.io.Serializable;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One sentence shown at the top of the next page, after a redirect; {@code key} is a key of a message bundle. */
public record Flash(String kind, String key, Serializable[] arguments) implements Serializable {

    /** It was done. */
    public static void success(RedirectAttributes redirect, String key, Serializable... arguments) {
        redirect.addFlashAttribute("flash", new Flash("success", key, arguments));
    }

    /** It was done, or not, and there is something to know. */
    public static void notice(RedirectAttributes redirect, String key, Serializable... arguments) {
        redirect.addFlashAttribute("flash", new Flash("notice", key, arguments));
    }
}
