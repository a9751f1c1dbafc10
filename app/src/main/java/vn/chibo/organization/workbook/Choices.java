package vn.chibo.organization.workbook;

import static java.util.Map.entry;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.Area;
import vn.chibo.organization.CellType;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Office;
import vn.chibo.organization.Participation;
import vn.chibo.organization.Sex;
import vn.chibo.organization.UnitType;
import vn.chibo.shared.Texts;

/**
 * The words a workbook writes for the values of an enum: the first is the one the template offers, the others are what
 * people also write. Compared without accents, case and punctuation.
 */
final class Choices<E extends Enum<E>> {

    // First: the constants below need it.
    private static final Pattern NOT_ALPHANUMERIC = Pattern.compile("[^a-z0-9]+");

    static final Choices<UnitType> UNIT_TYPE = new Choices<>(
            UnitType.class,
            Map.ofEntries(
                    entry(UnitType.PROVINCE, List.of("Đảng bộ tỉnh", "Đảng bộ thành phố", "Tỉnh ủy", "Thành ủy")),
                    entry(
                            UnitType.COMMUNE,
                            List.of(
                                    "Đảng bộ xã",
                                    "Đảng bộ phường",
                                    "Đảng bộ đặc khu",
                                    "Đảng ủy xã",
                                    "Đảng ủy phường",
                                    "Đảng ủy đặc khu",
                                    "Xã",
                                    "Phường")),
                    entry(UnitType.BASE, List.of("Đảng bộ cơ sở", "Tổ chức cơ sở đảng")),
                    entry(UnitType.SECTION, List.of("Đảng bộ bộ phận")),
                    entry(UnitType.SUB_BASE, List.of("Đảng bộ trực thuộc cơ sở", "Đảng bộ trực thuộc")),
                    entry(UnitType.CELL, List.of("Chi bộ", "Chi bộ cơ sở", "Chi bộ trực thuộc")),
                    entry(UnitType.GROUP, List.of("Tổ đảng"))));

    static final Choices<CellType> CELL_TYPE = new Choices<>(
            CellType.class,
            Map.of(
                    CellType.VILLAGE,
                    List.of("Thôn, tổ dân phố", "Thôn", "Tổ dân phố", "Khu dân cư", "Khu phố", "Ấp", "Bản"),
                    CellType.AGENCY,
                    List.of("Cơ quan, đơn vị sự nghiệp", "Cơ quan", "Đơn vị sự nghiệp", "Sự nghiệp"),
                    CellType.STATE_ENTERPRISE,
                    List.of("Doanh nghiệp nhà nước"),
                    CellType.PRIVATE_ENTERPRISE,
                    List.of("Doanh nghiệp tư nhân", "Doanh nghiệp ngoài nhà nước", "Doanh nghiệp FDI"),
                    CellType.SCHOOL,
                    List.of("Trường học", "Học sinh, sinh viên"),
                    CellType.ARMED_FORCES,
                    List.of("Lực lượng vũ trang", "Công an", "Quân sự", "Quân đội")));

    static final Choices<Area> AREA = new Choices<>(
            Area.class,
            Map.of(
                    Area.RURAL, List.of("Nông thôn"),
                    Area.URBAN, List.of("Đô thị", "Thành thị"),
                    Area.MOUNTAIN, List.of("Miền núi", "Vùng núi")));

    static final Choices<Sex> SEX =
            new Choices<>(Sex.class, Map.of(Sex.MALE, List.of("Nam"), Sex.FEMALE, List.of("Nữ")));

    static final Choices<MembershipState> STATE = new Choices<>(
            MembershipState.class,
            Map.of(
                    MembershipState.OFFICIAL,
                    List.of("Chính thức", "Đảng viên chính thức"),
                    MembershipState.PROBATIONARY,
                    List.of("Dự bị", "Đảng viên dự bị")));

    static final Choices<Participation> PARTICIPATION = new Choices<>(
            Participation.class,
            Map.of(
                    Participation.ACTIVE,
                    List.of("Đang sinh hoạt", "Tham gia sinh hoạt", "Bình thường"),
                    Participation.EXEMPT,
                    List.of("Miễn công tác và sinh hoạt", "Miễn sinh hoạt", "Miễn công tác, sinh hoạt", "Miễn"),
                    Participation.TEMP_AWAY,
                    List.of("Sinh hoạt tạm thời nơi khác", "Sinh hoạt tạm thời", "Tạm vắng"),
                    Participation.SPECIAL_DUTY,
                    List.of("Làm nhiệm vụ đặc biệt", "Nhiệm vụ đặc biệt")));

    static final Choices<Office> OFFICE = new Choices<>(
            Office.class,
            Map.ofEntries(
                    entry(Office.CELL_SECRETARY, List.of("Bí thư chi bộ", "Bí thư")),
                    entry(Office.CELL_DEPUTY_SECRETARY, List.of("Phó bí thư chi bộ", "Phó bí thư")),
                    entry(Office.CELL_COMMITTEE_MEMBER, List.of("Chi ủy viên")),
                    entry(
                            Office.ASSIGNED_COMMITTEE_MEMBER,
                            List.of("Cấp ủy viên phụ trách chi bộ", "Cấp ủy viên phụ trách")),
                    entry(Office.PARTY_COMMITTEE_SECRETARY, List.of("Bí thư đảng ủy")),
                    entry(
                            Office.STANDING_COMMITTEE_MEMBER,
                            List.of("Ủy viên ban thường vụ", "Ủy viên ban thường vụ đảng ủy")),
                    entry(Office.COMMITTEE_OFFICE, List.of("Văn phòng đảng ủy", "Văn phòng")),
                    entry(Office.ORG_DEPARTMENT, List.of("Ban xây dựng Đảng", "Ban tổ chức")),
                    entry(Office.SUPERVISOR, List.of("Cán bộ giám sát", "Giám sát")),
                    entry(Office.ADMINISTRATOR, List.of("Quản trị hệ thống", "Quản trị"))));

    private final Map<E, String> labels;
    private final Map<String, E> values = new HashMap<>();

    private Choices(Class<E> type, Map<E, List<String>> words) {
        labels = new EnumMap<>(type);
        for (var value : type.getEnumConstants()) {
            var spellings = words.getOrDefault(value, List.of(value.name()));
            labels.put(value, spellings.getFirst());
            values.put(key(value.name()), value);
            spellings.forEach(spelling -> values.put(key(spelling), value));
        }
    }

    /** What two spellings of one word share: letters and digits without accents. */
    static String key(String text) {
        return NOT_ALPHANUMERIC.matcher(Texts.fold(text)).replaceAll("");
    }

    @Nullable E parse(String text) {
        return values.get(key(text));
    }

    String label(@Nullable E value) {
        return value == null ? "" : labels.getOrDefault(value, value.name());
    }

    List<String> labels() {
        return List.copyOf(labels.values());
    }
}
