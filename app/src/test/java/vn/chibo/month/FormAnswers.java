package vn.chibo.month;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import vn.chibo.month.Browser.Page;

/**
 * What is written into a Camunda form, in fields still hidden too: an earlier answer may show them, the server leaves out
 * the rest.
 */
final class FormAnswers {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final Map<String, String> answers = new LinkedHashMap<>();
    private final @Nullable CellPlan plan;

    private FormAnswers(@Nullable CellPlan plan) {
        this.plan = plan;
    }

    /**
     * @param plan of the cell the form is about, as far as the person knows
     * @param moment when what the form reports happened
     */
    static Map<String, String> to(Page task, @Nullable CellPlan plan, LocalDateTime moment) {
        var filled = new FormAnswers(plan);
        for (var block : task.form("/submission").select("[data-field]")) {
            var parts = block.selectFirst(".inbox-moment");
            var field = block.selectFirst("input[name], textarea[name], select[name]");
            if (parts != null) {
                var inputs = parts.select("input");
                filled.answers.put(inputs.first().attr("name"), moment.format(DATE));
                filled.answers.put(inputs.last().attr("name"), moment.format(TIME));
            } else if (field != null && !field.hasAttr("readonly") && !field.hasAttr("disabled")) {
                filled.answer(field.attr("name"), field, block);
            }
        }
        return filled.answers;
    }

    private void answer(String name, Element field, Element block) {
        switch (field.normalName()) {
            case "select" -> {
                var options = block.select("option[value]").eachAttr("value").stream()
                        .filter(value -> !value.isEmpty())
                        .toList();
                if (!options.isEmpty()) {
                    answers.put(name, name.equals("minuteTaker") ? options.getLast() : options.getFirst());
                }
            }
            case "textarea" -> {
                if (field.wholeText().isBlank()) {
                    answers.put(name, "Nội dung về " + name + own(name) + ".");
                }
            }
            default -> input(name, field);
        }
    }

    private void input(String name, Element field) {
        switch (field.attr("type")) {
            case "radio" -> answers.put(name, field.attr("value"));
            case "checkbox" -> {
                if (name.equals("reported")) {
                    answers.put(name, "true");
                }
            }
            default -> {
                if (name.equals("paperReference") || name.equals("absenceReason")) {
                    answers.put(name, "Không dùng");
                } else if (name.equals("link")) {
                    answers.put(name, "https://example.org/tai-lieu");
                } else if (name.equals("presentCount")) {
                    answers.put(name, "1");
                } else if (field.attr("value").isBlank()) {
                    answers.put(name, field.attr("inputmode").isEmpty() ? "Ghi về " + name + own(name) : "90");
                }
            }
        }
    }

    /** Something of this cell alone. */
    private String own(String name) {
        return plan == null ? "" : ", chi bộ " + plan.number() + ", số " + plan.draw(name, 1_000);
    }
}
