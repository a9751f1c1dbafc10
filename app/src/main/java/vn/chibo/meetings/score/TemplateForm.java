package vn.chibo.meetings.score;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.BindingResult;
import vn.chibo.meetings.score.ScoreTemplate.Criterion;
import vn.chibo.meetings.score.ScoreTemplate.Group;
import vn.chibo.meetings.score.ScoreTemplate.Type;

/** A score table as it is typed: one row a criterion. A row without code is left out; a group goes on until its next code. */
public class TemplateForm {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT);

    private String unit = "";
    private String effectiveFrom = "";
    private String name = "";
    private String issuer = "";
    private ConditionalItemPolicy conditional = ConditionalItemPolicy.DROP_AND_RESCALE;
    private String moveTo = "";
    private List<Row> rows = new ArrayList<>();

    public static class Row {
        private String groupCode = "";
        private String groupLabel = "";
        private String code = "";
        private String label = "";
        private String max = "";
        private Type type = Type.YES_NO;
        private boolean thematicOnly;
        private @Nullable Fact fact;
        private String levels = "";

        public String getGroupCode() {
            return groupCode;
        }

        public void setGroupCode(String groupCode) {
            this.groupCode = groupCode;
        }

        public String getGroupLabel() {
            return groupLabel;
        }

        public void setGroupLabel(String groupLabel) {
            this.groupLabel = groupLabel;
        }

        public String getCode() {
            return code;
        }

        public void setCode(String code) {
            this.code = code;
        }

        public String getLabel() {
            return label;
        }

        public void setLabel(String label) {
            this.label = label;
        }

        public String getMax() {
            return max;
        }

        public void setMax(String max) {
            this.max = max;
        }

        public Type getType() {
            return type;
        }

        public void setType(Type type) {
            this.type = type;
        }

        public boolean isThematicOnly() {
            return thematicOnly;
        }

        public void setThematicOnly(boolean thematicOnly) {
            this.thematicOnly = thematicOnly;
        }

        public @Nullable Fact getFact() {
            return fact;
        }

        public void setFact(@Nullable Fact fact) {
            this.fact = fact;
        }

        public String getLevels() {
            return levels;
        }

        public void setLevels(String levels) {
            this.levels = levels;
        }
    }

    /** The form filled with an existing table, and a few empty rows to add criteria. */
    static TemplateForm of(ScoreTemplate template) {
        var form = new TemplateForm();
        form.name = template.name();
        form.issuer = template.issuer();
        form.conditional = template.conditional();
        form.moveTo = template.moveTo() == null ? "" : template.moveTo();
        for (var group : template.groups()) {
            for (var criterion : group.criteria()) {
                var row = new Row();
                row.groupCode = group.code();
                row.groupLabel = group.label();
                row.code = criterion.code();
                row.label = criterion.label();
                row.max = criterion.max().toPlainString();
                row.type = criterion.type();
                row.thematicOnly = criterion.thematicOnly();
                row.fact = criterion.fact();
                row.levels = criterion.type() == Type.LEVELS ? LevelText.write(criterion.choices()) : "";
                form.rows.add(row);
            }
        }
        for (var i = 0; i < 3; i++) {
            form.rows.add(new Row());
        }
        return form;
    }

    /** The table typed, or null with the errors beside their fields. */
    @Nullable ScoreTemplate read(BindingResult errors) {
        required(errors, "name", name);
        required(errors, "issuer", issuer);
        if (date() == null) {
            errors.rejectValue("effectiveFrom", "score.template.error.date");
        }
        var groups = new LinkedHashMap<String, List<Criterion>>();
        var labels = new LinkedHashMap<String, String>();
        var codes = new HashSet<String>();
        var total = BigDecimal.ZERO;
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (row.code.isBlank() && row.label.isBlank()) {
                continue;
            }
            var field = "rows[" + i + "].";
            required(errors, field + "groupCode", row.groupCode);
            required(errors, field + "label", row.label);
            if (row.code.isBlank() || !codes.add(row.code.strip())) {
                errors.rejectValue(field + "code", "score.template.error.code");
            }
            var criterion = criterion(row, field, errors);
            if (criterion != null) {
                total = total.add(criterion.max());
                groups.computeIfAbsent(row.groupCode.strip(), code -> new ArrayList<>())
                        .add(criterion);
                labels.putIfAbsent(row.groupCode.strip(), row.groupLabel.strip());
            }
        }
        if (!errors.hasErrors() && total.compareTo(BigDecimal.valueOf(100)) != 0) {
            errors.reject("score.template.error.total", new Object[] {total.toPlainString()}, null);
        }
        if (conditional == ConditionalItemPolicy.MOVE_TO && !codes.contains(moveTo.strip())) {
            errors.rejectValue("moveTo", "score.template.error.moveTo");
        }
        if (errors.hasErrors()) {
            return null;
        }
        return new ScoreTemplate(
                name.strip(),
                issuer.strip(),
                conditional,
                moveTo.isBlank() ? null : moveTo.strip(),
                groups.entrySet().stream()
                        .map(group ->
                                new Group(group.getKey(), labels.getOrDefault(group.getKey(), ""), group.getValue()))
                        .toList());
    }

    private static @Nullable Criterion criterion(Row row, String field, BindingResult errors) {
        var typed = row.max.strip().replace(',', '.');
        var max = typed.matches("\\d{1,3}(\\.\\d)?") ? new BigDecimal(typed) : BigDecimal.ZERO;
        if (max.signum() <= 0 || max.compareTo(BigDecimal.valueOf(100)) > 0) {
            errors.rejectValue(field + "max", "score.template.error.max");
            return null;
        }
        if (row.type != Type.LEVELS) {
            return new Criterion(row.code.strip(), row.label.strip(), max, row.type, row.thematicOnly, row.fact, null);
        }
        try {
            var levels = LevelText.read(row.levels);
            var best = levels.stream().map(ScoreTemplate.Level::points).reduce(BigDecimal.ZERO, BigDecimal::max);
            if (levels.size() < 2 || best.compareTo(max) != 0) {
                errors.rejectValue(field + "levels", "score.template.error.levels");
                return null;
            }
            return new Criterion(
                    row.code.strip(), row.label.strip(), max, row.type, row.thematicOnly, row.fact, levels);
        } catch (IllegalArgumentException e) {
            errors.rejectValue(field + "levels", "score.template.error.levelLine", new Object[] {e.getMessage()}, null);
            return null;
        }
    }

    private static void required(BindingResult errors, String field, String value) {
        if (value.isBlank()) {
            errors.rejectValue(field, "score.template.error.required");
        } else if (value.length() > 500) {
            errors.rejectValue(field, "score.error.tooLong", new Object[] {500}, null);
        }
    }

    @Nullable LocalDate date() {
        try {
            var date = LocalDate.parse(effectiveFrom.strip(), DATE);
            return date.getYear() < 1900 || date.getYear() > 2200 ? null : date;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    public String getUnit() {
        return unit;
    }

    public void setUnit(String unit) {
        this.unit = unit;
    }

    public String getEffectiveFrom() {
        return effectiveFrom;
    }

    public void setEffectiveFrom(String effectiveFrom) {
        this.effectiveFrom = effectiveFrom;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getIssuer() {
        return issuer;
    }

    public void setIssuer(String issuer) {
        this.issuer = issuer;
    }

    public ConditionalItemPolicy getConditional() {
        return conditional;
    }

    public void setConditional(ConditionalItemPolicy conditional) {
        this.conditional = conditional;
    }

    public String getMoveTo() {
        return moveTo;
    }

    public void setMoveTo(String moveTo) {
        this.moveTo = moveTo;
    }

    public List<Row> getRows() {
        return rows;
    }

    public void setRows(List<Row> rows) {
        this.rows = rows;
    }
}
