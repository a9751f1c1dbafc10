package vn.chibo.admission.register;

import java.util.Arrays;
import java.util.Optional;
import vn.chibo.shared.Texts;

/** The columns of the workbook with admissions of the past, in their order. */
enum Column {
    CELL_CODE("Mã chi bộ", true, Kind.TEXT, "CB-0123"),
    FULL_NAME("Họ và tên", true, Kind.TEXT, "Nguyễn Văn Mẫu"),
    SEX("Giới tính", true, Kind.CHOICE, "Nữ"),
    BIRTH_DATE("Ngày sinh", true, Kind.DATE, "05/11/1995"),
    ETHNIC_MINORITY("Dân tộc thiểu số", true, Kind.CHOICE, "Có"),
    RELIGION("Tôn giáo", false, Kind.TEXT, ""),
    UNION_MEMBER("Đoàn viên", true, Kind.CHOICE, "Có"),
    EDUCATION("Học vấn", true, Kind.CHOICE, "Trung học phổ thông"),
    SECTOR("Nghề nghiệp, lĩnh vực", true, Kind.CHOICE, "Nông dân"),
    CERTIFICATE_NO("Số giấy chứng nhận", true, Kind.TEXT, "12"),
    CERTIFICATE_ON("Ngày cấp giấy chứng nhận", true, Kind.DATE, "20/10/2017"),
    APPLIED_ON("Ngày đơn xin vào Đảng", false, Kind.DATE, "01/03/2018"),
    RESOLVED_ON("Ngày nghị quyết chi bộ", false, Kind.DATE, "03/04/2018"),
    DECISION_NO("Số quyết định kết nạp", true, Kind.TEXT, "15-QĐ/HU"),
    DECIDED_ON("Ngày quyết định", true, Kind.DATE, "10/05/2018"),
    CEREMONY_ON("Ngày kết nạp", true, Kind.DATE, "19/05/2018"),
    OFFICIAL_ON("Ngày chính thức", false, Kind.DATE, "19/05/2019"),
    STRUCK_OFF_ON("Ngày xóa tên", false, Kind.DATE, "");

    enum Kind {
        TEXT,
        DATE,
        CHOICE
    }

    private final String heading;
    private final boolean required;
    private final Kind kind;
    private final String example;

    Column(String heading, boolean required, Kind kind, String example) {
        this.heading = heading;
        this.required = required;
        this.kind = kind;
        this.example = example;
    }

    /** The column of a heading, however it is accented; a star marks what must be filled in. */
    static Optional<Column> named(String heading) {
        var key = Texts.fold(heading.replace("*", ""));
        return Arrays.stream(values())
                .filter(column -> Texts.fold(column.heading).equals(key))
                .findFirst();
    }

    String heading() {
        return heading;
    }

    boolean required() {
        return required;
    }

    Kind kind() {
        return kind;
    }

    String example() {
        return example;
    }
}
