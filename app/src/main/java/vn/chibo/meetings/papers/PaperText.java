package vn.chibo.meetings.papers;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import vn.chibo.meetings.MeetingView;
import vn.chibo.meetings.score.ScoreSheets;
import vn.chibo.meetings.sitting.SittingRecord;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitView;

/**
 * Writes a paper from the records, laid out by HD 05-HD/VPTW and QĐ 399-QĐ/TW. Papers are Vietnamese whatever the
 * reader's language, so their words stand in the templates; every typed text is escaped here, once, before it is frozen.
 */
@Component
class PaperText {

    private final ITemplateEngine templates;
    private final Organizations organizations;
    private final ScoreSheets scores;

    PaperText(ITemplateEngine templates, Organizations organizations, ScoreSheets scores) {
        this.templates = templates;
        this.organizations = organizations;
        this.scores = scores;
    }

    /**
     * @param number null for what is not numbered yet
     * @param free texts changed before signing (weakPoints, direction); they take the place of those of the room
     * @param note why this version replaces an earlier one, empty for the first
     */
    String write(
            PaperType type,
            MeetingView meeting,
            SittingRecord sitting,
            @Nullable Integer number,
            LocalDate date,
            Map<String, String> free,
            String note) {
        var texts = new HashMap<>(sitting.texts());
        texts.putAll(free);
        var committee = organizations
                .unit(meeting.committee(), sitting.start().toLocalDate())
                .map(UnitView::name)
                .orElse("");
        var context = new Context(Locale.forLanguageTag("vi"));
        context.setVariables(Map.of(
                "meeting", meeting,
                "s", sitting,
                "t", texts,
                "committee", committee,
                "place", place(committee),
                "date", date,
                "note", note,
                "authority", meeting.policy().text("signature.authority")));
        context.setVariable("number", number == null ? null : type.number(number));
        context.setVariable("score", scores.summary(meeting.id()).orElse(null));
        return templates.process("meetings/papers/" + type.path(), context);
    }

    /** "Đảng bộ xã An Phú" or "Đảng ủy xã An Phú" lies in "xã An Phú". */
    static String place(String committee) {
        var place = committee.replaceFirst("(?iu)^(đảng bộ|đảng ủy|đảng uỷ)\\s+", "");
        return place.isEmpty() ? place : place.substring(0, 1).toUpperCase(Locale.ROOT) + place.substring(1);
    }
}
