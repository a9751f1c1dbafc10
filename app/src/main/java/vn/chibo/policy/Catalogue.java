package vn.chibo.policy;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.chibo.policy.Parameter.Type;

/**
 * All parameters with their defaults and where those come from ({@code domain/monthly-meeting.md} §7, {@code
 * domain/member-admission.md} §5, and what the processes need besides). "Mặc định của Chibo" marks a default of ours that no document read prescribes.
 */
final class Catalogue {

    private static final LocalDate HD_42 = LocalDate.of(2025, 10, 28);
    private static final String HD42 = "HD 42-HD/BTCTW (28/10/2025)";
    private static final String THANH_SON = "Đề án của Huyện ủy Thanh Sơn 2016–2020; địa phương quyết định";
    private static final String OURS = "Mặc định của Chibo, chưa có văn bản quy định; địa phương quyết định";
    private static final String AN_PHU = "Bảng chấm điểm của phường An Phú theo HD 42-HD/BTCTW (28/10/2025)";
    private static final String STATUTE = "Điều lệ Đảng, Điều 24";
    private static final String STATUTE_5 = "Điều lệ Đảng, Điều 5";
    private static final String HD06 = "HD 06-HD/TW (09/6/2025); cần đối chiếu HD 01-HD/TW (19/5/2026)";
    private static final String QD294 = "294-QĐ/TW (26/5/2025); cần đối chiếu QĐ 208-QĐ/TW (26/7/2026)";
    private static final String QD208 = "QĐ 208-QĐ/TW (26/7/2026)";

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
        sourcing();
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
        admission();
        target("M1", "100", THANH_SON);
        target("M4-village", "90", THANH_SON);
        target("M4-agency", "98", THANH_SON);
        target("O4", "off", THANH_SON + ": 100%");
        target("D12", "100", QD294 + ", điểm 4.3.1");
        target("D13", "100", QD294);
        choice("papers.linePitch", "18", "HD 05-HD/VPTW (27/5/2026); hai nguồn ghi khác nhau", true, "18", "19");
    }

    private Catalogue() {}

    /** {@code domain/member-admission.md} §5, and what the clocks of its §4 need besides. */
    private static void admission() {
        integer("admission.ageMin", 18, QD208, false, 16, 30);
        integer("admission.ageMax", 60, QD208, false, 40, 100);
        integer("certificate.validMonths", 60, HD06 + ", điểm 5.4", false, 1, 240);
        integer("sponsor.minCoworkMonths", 12, QD294 + ", điểm 3.2.1", false, 0, 60);
        integer("sponsor.count", 2, QD294 + ", điểm 3.2.1", false, 1, 5);
        integer("sponsor.countWithUnion", 1, QD294 + ", điểm 3.2.1", false, 0, 5);
        choice("vote.cellAdmission", ">=2/3", HD06 + ", điểm 3.6b", false, ">1/2", ">=2/3");
        choice("vote.cellRecognition", ">=2/3", HD06 + ", điểm 3.6b", false, ">1/2", ">=2/3");
        choice("vote.baseCommittee", ">=2/3", HD06 + ", điểm 3.7a", false, ">1/2", ">=2/3");
        choice("vote.standingCommittee", ">1/2", HD06 + "; thực hành chung, cần đối chiếu", false, ">1/2", ">=2/3");
        choice("vote.method", "SECRET_BALLOT", OURS, true, "SECRET_BALLOT", "SHOW_OF_HANDS");
        choice("vote.absentWritten", "NOT_COUNTED", OURS, true, "NOT_COUNTED");
        integer("decision.admissionDays", 60, QD294 + ", điểm 4.3.1", false, 1, 365);
        integer("decision.recognitionDays", 30, QD294 + ", điểm 4.3.1", false, 1, 365);
        integer("decision.extensionDays", 30, QD294 + ", điểm 4.3.1", false, 0, 365);
        integer("ceremony.days", 30, QD294, true, 1, 365);
        choice("ceremony.from", "RECEIVED", QD294 + "; theo QĐ 208 có nơi tính từ ngày ký", true, "RECEIVED", "ISSUED");
        integer("memberHistory.days", 30, "HD 12-HD/BTCTW (01/2022), điểm 2.2", false, 1, 365);
        integer("probation.months", 12, STATUTE_5, false, 1, 60);
        integer("probation.noteEveryMonths", 3, OURS, true, 1, 12);
        integer("recognition.cellDays", 30, QD294 + ", điểm 4.2", false, 1, 365);
        integer("recognition.maxBallots", 3, QD294, false, 1, 9);
        integer("admission.maxBallots", 3, OURS + " (theo số lần khi công nhận chính thức)", true, 1, 9);
        integer("papers.validMonths", 12, OURS + " (một số nơi: 12 tháng)", true, 1, 120);
        integer("verification.remindDays", 30, OURS, true, 1, 365);
        toggle("residenceOpinion.required", "on", OURS);
        integer("candidate.minMonthsOnWatchList", 0, OURS + " (có nơi: 12 tháng)", true, 0, 60);
        add(new Parameter(
                "student.extraDocs",
                Type.TEXT,
                "Bảng điểm học tập",
                HD_42,
                OURS + " (trường học: bảng điểm)",
                true,
                false,
                1,
                200,
                List.of()));
        integer("readmission.minMonths", 36, QD208, false, 0, 240);
    }

    /** K-01 to K-03. */
    private static void sourcing() {
        choice("education.min", "LOWER_SECONDARY", QD208, false, "PRIMARY", "LOWER_SECONDARY", "UPPER_SECONDARY");
        add(new Parameter("sourcing.warnMonths", Type.BANDS, "6/3/1", HD_42, OURS, true, false, 0, 100, List.of()));
        integer("sourcing.noAdmissionYears", 5, OURS, true, 1, 30);
    }

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

    /** What a figure is to reach, percent; a place may set its own or none. */
    private static void target(String kpi, String fallback, String source) {
        add(new Parameter("kpi.target." + kpi, Type.PERCENT, fallback, HD_42, source, true, true, 0, 100, List.of()));
    }

    private static void choice(String key, String fallback, String source, boolean local, String... options) {
        add(new Parameter(key, Type.CHOICE, fallback, HD_42, source, local, false, 0, 0, List.of(options)));
    }

    private static void toggle(String key, String fallback, String source) {
        add(new Parameter(key, Type.SWITCH, fallback, HD_42, source, true, false, 0, 0, List.of()));
    }

    private static void add(Parameter parameter) {
        ALL.put(parameter.key(), parameter);
    }
}
