package vn.chibo.organization.workbook;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The three sheets and their columns. Headings are Vietnamese as in the template; aliases are what other lists write.
 * Order of columns, case, accents and remarks in brackets do not matter.
 */
enum Layout {
    UNITS(
            "ToChuc",
            List.of("Tổ chức", "Danh sách tổ chức", "Tổ chức đảng"),
            Column.UNIT_CODE,
            Column.UNIT_NAME,
            Column.UNIT_TYPE,
            Column.PARENT,
            Column.CELL_TYPE,
            Column.AREA,
            Column.UNIT_FROM,
            Column.UNIT_TO,
            Column.NATIONAL_CODE),
    MEMBERS(
            "DangVien",
            List.of("Đảng viên", "Danh sách đảng viên"),
            Column.MEMBER_CODE,
            Column.FULL_NAME,
            Column.SEX,
            Column.BIRTH_DATE,
            Column.ETHNIC_GROUP,
            Column.CARD_NUMBER,
            Column.ADMITTED,
            Column.OFFICIAL,
            Column.CELL,
            Column.STATE,
            Column.JOINED,
            Column.LEFT,
            Column.PARTICIPATION,
            Column.PARTICIPATION_FROM,
            Column.PARTICIPATION_TO),
    OFFICES(
            "ChucVu",
            List.of("Chức vụ", "Danh sách chức vụ"),
            Column.HOLDER,
            Column.OFFICE,
            Column.OFFICE_UNIT,
            Column.TERM_FROM,
            Column.TERM_TO);

    /** A column: its heading, whether the sheet needs it, and other headings it goes by. */
    enum Column {
        UNIT_CODE("Mã tổ chức", true, "Mã", "Mã đơn vị", "Mã chi bộ"),
        UNIT_NAME("Tên tổ chức", true, "Tên", "Tên đơn vị", "Tên tổ chức đảng"),
        UNIT_TYPE("Loại tổ chức", true, "Loại", "Cấp tổ chức"),
        PARENT("Mã tổ chức cấp trên", false, "Mã cấp trên", "Trực thuộc"),
        CELL_TYPE("Loại hình chi bộ", false, "Loại hình"),
        AREA("Khu vực", false, "Địa bàn"),
        UNIT_FROM("Từ ngày", true, "Ngày hiệu lực", "Ngày thành lập"),
        UNIT_TO("Đến ngày", false, "Ngày kết thúc", "Ngày giải thể"),
        NATIONAL_CODE("Mã số 14 chữ số", false, "Mã 14 số", "Mã số tổ chức đảng"),

        MEMBER_CODE("Mã đảng viên", true, "Mã", "Mã ĐV", "Mã số", "Mã số đảng viên"),
        FULL_NAME("Họ và tên", true, "Họ tên", "Tên đảng viên", "Họ, tên", "Họ và tên khai sinh"),
        SEX("Giới tính", false, "Nam/Nữ"),
        BIRTH_DATE("Ngày sinh", false, "Ngày tháng năm sinh", "Ngày, tháng, năm sinh"),
        ETHNIC_GROUP("Dân tộc", false),
        CARD_NUMBER("Số thẻ đảng viên", false, "Số thẻ đảng", "Số thẻ"),
        ADMITTED("Ngày vào Đảng", false, "Ngày kết nạp", "Vào Đảng ngày"),
        OFFICIAL("Ngày chính thức", false, "Ngày công nhận chính thức"),
        CELL("Mã chi bộ", true, "Chi bộ", "Mã tổ chức"),
        STATE("Diện đảng viên", true, "Trạng thái", "Chính thức/Dự bị", "Loại đảng viên"),
        JOINED("Sinh hoạt từ ngày", false, "Ngày về chi bộ", "Từ ngày"),
        LEFT("Sinh hoạt đến ngày", false, "Ngày rời chi bộ", "Đến ngày"),
        PARTICIPATION("Tham gia sinh hoạt", false, "Tình trạng sinh hoạt", "Tình trạng"),
        PARTICIPATION_FROM("Miễn, vắng từ ngày", false),
        PARTICIPATION_TO("Miễn, vắng đến ngày", false),

        HOLDER("Mã đảng viên", true, "Mã ĐV", "Mã số đảng viên"),
        OFFICE("Chức vụ", true, "Chức danh"),
        OFFICE_UNIT("Mã tổ chức", true, "Mã chi bộ", "Mã đơn vị", "Tổ chức"),
        TERM_FROM("Từ ngày", true, "Ngày nhận chức", "Ngày bổ nhiệm"),
        TERM_TO("Ngày thôi giữ", false, "Đến ngày", "Ngày thôi giữ chức", "Ngày kết thúc");

        private final String header;
        private final boolean required;
        private final Set<String> keys;

        Column(String header, boolean required, String... aliases) {
            this.header = header;
            this.required = required;
            keys = Arrays.stream(aliases).map(Choices::key).collect(Collectors.toSet());
        }

        String header() {
            return header;
        }

        boolean required() {
            return required;
        }

        boolean named(String key) {
            return Choices.key(header).equals(key);
        }

        boolean alsoNamed(String key) {
            return keys.contains(key);
        }
    }

    private final String sheetName;
    private final Set<String> sheetKeys;
    private final List<Column> columns;

    Layout(String sheetName, List<String> aliases, Column... columns) {
        this.sheetName = sheetName;
        this.columns = List.of(columns);
        sheetKeys = aliases.stream().map(Choices::key).collect(Collectors.toSet());
    }

    String sheetName() {
        return sheetName;
    }

    List<Column> columns() {
        return columns;
    }

    boolean isNamed(String sheet) {
        var key = Choices.key(sheet);
        return key.equals(Choices.key(sheetName)) || sheetKeys.contains(key);
    }
}
