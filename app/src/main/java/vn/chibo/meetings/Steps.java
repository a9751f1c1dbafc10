package vn.chibo.meetings;

/** Names of the month's deadlines in the case registry; {@code deadline.<step>} is each one's name on screen. */
public final class Steps {

    public static final String REGISTER_DATE = "register-date";
    public static final String APPROVE_DATE = "approve-date";
    public static final String ASSIGN_DRAFTING = "assign-drafting";
    public static final String PRE_MEETING = "pre-meeting";
    public static final String SEND_NOTICE = "send-notice";
    public static final String UPLOAD_PAPERS = "upload-papers";
    public static final String HOLD_MEETING = "hold-meeting";
    public static final String CONSENT_TO_CHAIR = "consent-to-chair";
    public static final String FINISH_MEETING = "finish-meeting";
    public static final String SIGN_PAPERS = "sign-papers";
    public static final String PUBLISH_AND_REPORT = "publish-and-report";
    public static final String REPORT_VISIT = "report-visit";
    public static final String VERIFY_SCORE = "verify-score";
    public static final String EXPLAIN_NOT_HELD = "explain-not-held";
    public static final String ACKNOWLEDGE_NOT_HELD = "acknowledge-not-held";

    private Steps() {}
}
