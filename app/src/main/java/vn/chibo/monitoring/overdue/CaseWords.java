package vn.chibo.monitoring.overdue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import vn.chibo.organization.Posts;

/** Cases, steps and posts in the reader's language, for the board and what is done from it. */
@Component
public class CaseWords {

    private final MessageSource messages;

    CaseWords(MessageSource messages) {
        this.messages = messages;
    }

    public String title(String kind, String subject) {
        return text("case." + kind, period(subject));
    }

    public String step(String process, String element) {
        return text("task." + process + "." + element);
    }

    /**
     * Who took the task up, else the posts that may, each unit once.
     *
     * @param names the posts of the candidates, and of {@code user:<assignee>}
     */
    public List<String> holders(
            @Nullable String assignee, Collection<String> candidates, Map<String, Posts.Post> names) {
        var taken = assignee == null ? null : names.get("user:" + assignee);
        if (taken != null) {
            return taken.people();
        }
        var byUnit = new LinkedHashMap<String, List<String>>();
        var people = new ArrayList<String>();
        candidates.stream()
                .map(names::get)
                .filter(Objects::nonNull)
                .forEach(post -> post.office()
                        .ifPresentOrElse(
                                office -> byUnit.computeIfAbsent(post.unit(), none -> new ArrayList<>())
                                        .add(text("organization.office." + office.name())
                                                + (post.people().isEmpty()
                                                        ? " (" + text("overdue.vacant") + ")"
                                                        : " (" + String.join(", ", post.people()) + ")")
                                                + (post.deputies().isEmpty()
                                                        ? ""
                                                        : " – "
                                                                + text(
                                                                        "overdue.onBehalf",
                                                                        String.join(", ", post.deputies())))),
                                () -> people.addAll(post.people())));
        byUnit.forEach((unit, offices) -> people.add(unit + ": " + String.join(", ", offices)));
        return people;
    }

    public String text(String key, Object... arguments) {
        return Objects.requireNonNullElse(
                messages.getMessage(key, arguments, key, LocaleContextHolder.getLocale()), key);
    }

    /** "2026-11" as people write a month. */
    private static String period(String subject) {
        return subject.matches("\\d{4}-\\d{2}") ? subject.substring(5) + "/" + subject.substring(0, 4) : subject;
    }
}
