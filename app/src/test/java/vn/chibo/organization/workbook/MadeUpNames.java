package vn.chibo.organization.workbook;

import java.util.List;
import java.util.Random;

/** Names of nobody, drawn from lists. */
final class MadeUpNames {

    private static final List<String> FAMILY = List.of(
            "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh",
            "Trịnh", "Lương");
    private static final List<String> MALE_MIDDLE =
            List.of("Văn", "Hữu", "Đức", "Quang", "Minh", "Xuân", "Đình", "Công", "Bá", "Ngọc");
    private static final List<String> FEMALE_MIDDLE =
            List.of("Thị", "Thị Ngọc", "Thị Thanh", "Thu", "Thị Kim", "Hồng", "Thị Bích", "Minh");
    private static final List<String> MALE_GIVEN = List.of(
            "An", "Bình", "Cường", "Dũng", "Đạt", "Giang", "Hải", "Hùng", "Khánh", "Lâm", "Long", "Mạnh", "Nam",
            "Phong", "Phúc", "Quân", "Sơn", "Thành", "Thắng", "Tiến", "Toàn", "Trung", "Tuấn", "Việt", "Vinh");
    private static final List<String> FEMALE_GIVEN = List.of(
            "Anh", "Ánh", "Bích", "Chi", "Dung", "Duyên", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa", "Hương", "Lan", "Liên",
            "Loan", "Mai", "Nga", "Nhung", "Oanh", "Phương", "Quyên", "Thảo", "Thủy", "Trang", "Yến");

    private MadeUpNames() {}

    static String next(Random random, boolean female) {
        return pick(random, FAMILY) + " " + pick(random, female ? FEMALE_MIDDLE : MALE_MIDDLE) + " "
                + pick(random, female ? FEMALE_GIVEN : MALE_GIVEN);
    }

    private static String pick(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
