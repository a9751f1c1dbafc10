package vn.chibo.organization;

/** Whether a member takes part in the cell's meetings on a given day; all but ACTIVE leave the expected attendance (R11). */
public enum Participation {
    ACTIVE,
    /** miễn công tác và sinh hoạt */
    EXEMPT,
    /** sinh hoạt tạm thời nơi khác */
    TEMP_AWAY,
    /** armed forces on special duty */
    SPECIAL_DUTY
}
