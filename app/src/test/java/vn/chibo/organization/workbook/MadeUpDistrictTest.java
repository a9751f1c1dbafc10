package vn.chibo.organization.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class MadeUpDistrictTest {

    @Test
    void the_whole_district_imports_without_a_warning() {
        var recorded = new Recorded();
        var district = new MadeUpDistrict(1, 346);

        var plan = ImportPlan.of(
                district.workbook(), named -> recorded, ImportScope.EVERYTHING, LocalDate.of(2026, 12, 1));

        assertThat(plan.problems()).isEmpty();
        assertThat(recorded.units).hasSize(1 + 51 + 346);
        assertThat(district.communes()).hasSize(51);
        assertThat(district.cells()).hasSize(346);
        assertThat(recorded.members).hasSize(district.members());
    }

    @Test
    void one_seed_is_one_district() {
        assertThat(new MadeUpDistrict(7, 30).cells()).isEqualTo(new MadeUpDistrict(7, 30).cells());
        assertThat(WorkbookFile.read(new MadeUpDistrict(7, 30).workbook()).sheets())
                .isEqualTo(
                        WorkbookFile.read(new MadeUpDistrict(7, 30).workbook()).sheets())
                .isNotEqualTo(
                        WorkbookFile.read(new MadeUpDistrict(8, 30).workbook()).sheets());
    }
}
