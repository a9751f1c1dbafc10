package vn.chibo.policy;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.chibo.policy.Parameter.Type;

/**
 * All parameters with their defaults and where those come from ({@code domain/monthly-meeting.md} §7, and what the
 * process needs besides). "Mặc định của Chibo" marks a default of ours that no document read prescribes.
 */
final class Catalogue {

    private static final LocalDate HD_42 = LocalDate.of(2025, 10, 28);
    private static final String HD42 = "HD 42-HD/BTCTW (28/10/2025)";
    private static final String OURS = "Mặc định của Chibo, chưa có văn bản quy định; địa phương quyết định";
    private static final String AN_PHU = "Bảng chấm điểm của phường An Phú theo HD 42-HD/BTCTW (28/10/2025)";
    private static final String STATUTE = "Điều lệ Đảng, Điều 24";

    private static final Map<String, Parameter> ALL = new LinkedHashMap<>();

    static {
        integer("meeting.frequency", 1, STATUTE, false, 1, 4);
        integer("meeting.minMinutes", 90, HD42, true, 15, 480);
        integer("meeting.minMinutesCombined", 120, HD42, false, 15, 600);
        optional("meeting.minMinutesLargeCell", "off", OURS + " (An Phú: 120)", 15, 600);
        optional("meeting.largeCellFrom", "off", OURS + " (An Phú: 30)", 3, 500);
        optional("meeting.fixedDay", "off", OURS, 1, 28);
        integer("meeting.openDaysBefore", 15, OURS, true, 1, 31);
        integer("meeting.registerByDay", 25, OURS, true, 1, 28);
        integer("meeting.assignDraftingLeadDays", 7, OURS, true, 0, 60);
        integer("meeting.notHeldGraceDays", 1, OURS, true, 0, 31);
        integer("meeting.finishGraceDays", 1, OURS, true, 0, 31);
        integer("chair.consentHours", 1, OURS, true, 1, 168);
        integer("calendar.publishByDay", 1, OURS, true, 1, 28);
        integer("preMeeting.leadDays", 3, OURS, true, 0, 30);
        integer("notice.leadDays", 1, OURS, true, 0, 30);
        integer("docs.uploadLeadDays", 1, HD42, false, 0, 30);
        integer("docs.publishAfterDays", 2, HD42, false, 0, 30);
        integer("report.toUpperDays", 2, HD42, true, 0, 30);
        integer("sign.afterDays", 1, OURS, true, 0, 30);
        integer("assigned.reportDays", 3, OURS, true, 0, 60);
        integer("petition.answerDays", 30, OURS, true, 1, 366);
        choice("assigned.attendEvery", "month", OURS, true, "month", "quarter", "half-year");
        percent("attendance.targetPct", "90", HD42, true);
        integer("attendance.maxConsecutiveExcused", 3, "HD 12-HD/BTCTW (06/7/2018); " + AN_PHU, true, 1, 12);
        choice("vote.ordinaryThreshold", ">1/2", STATUTE, false, ">1/2", ">=2/3");
        choice(
                "vote.base",
                "ALL_OFFICIAL_MINUS_TEMP_AWAY_MINUS_ABSENT_EXEMPT",
                "294-QĐ/TW (26/5/2025), điểm 9.3.2",
                false,
                "ALL_OFFICIAL_MINUS_TEMP_AWAY_MINUS_ABSENT_EXEMPT");
        percent("quorum.warnPct", "66.67", OURS, true);
        integer("cell.minOfficialMembers", 3, "Quy định thi hành Điều lệ Đảng", false, 1, 9);
        integer("cell.committeeFrom", 9, STATUTE, false, 3, 50);
        add(new Parameter("grade.bands", Type.BANDS, "90/70/50", HD_42, HD42, true, false, 0, 100, List.of()));
        add(new Parameter("score.template", Type.TEXT, "an-phu", HD_42, AN_PHU, true, false, 1, 60, List.of()));
        integer("score.verifyByDay", 5, OURS, true, 1, 28);
        add(new Parameter("criticism.minMinutes", Type.INTEGER, "15", HD_42, AN_PHU, true, true, 0, 120, List.of()));
        percent("speakers.fullPointPct", "50", AN_PHU, true);
        add(new Parameter(
                "groupMeeting.enabled",
                Type.SWITCH,
                "off",
                HD_42,
                "HD 03-HD/TW (27/12/2022), hiệu lực hiện nay chưa rõ",
                true,
                false,
                0,
                0,
                List.of()));
        integer("groupMeeting.maxPerYear", 3, "HD 03-HD/TW (27/12/2022), hiệu lực hiện nay chưa rõ", true, 1, 12);
        integer("groupMeeting.minMembers", 50, "HD 03-HD/TW (27/12/2022), hiệu lực hiện nay chưa rõ", true, 3, 500);
        add(new Parameter("online.enabled", Type.SWITCH, "off", HD_42, OURS, true, false, 0, 0, List.of()));
        integer("dues.warnUnpaidMonths", 3, "01-QĐ/TW (03/02/2026)", false, 1, 12);
        add(new Parameter(
                "signature.authority",
                Type.TEXT,
                "T/M CHI BỘ",
                HD_42,
                "HD 05-HD/VPTW (27/5/2026)",
                true,
                false,
                1,
                60,
                List.of()));
        choice("papers.linePitch", "18", "HD 05-HD/VPTW (27/5/2026); hai nguồn ghi khác nhau", true, "18", "19");
    }

    private Catalogue() {}

    static Collection<Parameter> all() {
        return ALL.values();
    }

    static Optional<Parameter> find(String key) {
        return Optional.ofNullable(ALL.get(key));
    }

    private static void integer(String key, int fallback, String source, boolean local, int min, int max) {
        add(new Parameter(
                key, Type.INTEGER, Integer.toString(fallback), HD_42, source, local, false, min, max, List.of()));
    }

    private static void optional(String key, String fallback, String source, int min, int max) {
        add(new Parameter(key, Type.INTEGER, fallback, HD_42, source, true, true, min, max, List.of()));
    }

    private static void percent(String key, String fallback, String source, boolean local) {
        add(new Parameter(key, Type.PERCENT, fallback, HD_42, source, local, false, 0, 100, List.of()));
    }

    private static void choice(String key, String fallback, String source, boolean local, String... options) {
        add(new Parameter(key, Type.CHOICE, fallback, HD_42, source, local, false, 0, 0, List.of(options)));
    }

    private static void add(Parameter parameter) {
        ALL.put(parameter.key(), parameter);
    }
}
