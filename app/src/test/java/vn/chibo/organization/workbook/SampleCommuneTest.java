package vn.chibo.organization.workbook;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.chibo.organization.CellType;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Office;
import vn.chibo.organization.Participation;

/** The sample is what it says, and the files in {@code samples/} come from its generator. */
class SampleCommuneTest {

    private final Recorded recorded = new Recorded();

    @BeforeAll
    static void writesTheFilesWhenAsked() throws IOException {
        if (Boolean.getBoolean("samples.write")) {
            SampleCommune.write();
        }
    }

    @Test
    void the_files_are_what_the_generator_makes() throws IOException {
        var sample = new SampleCommune();

        assertThat(WorkbookFile.read(Files.readAllBytes(SampleCommune.WORKBOOK)).sheets())
                .isEqualTo(WorkbookFile.read(sample.workbook()).sheets());
        assertThat(SampleCommune.ACCOUNTS).content().isEqualTo(sample.accounts());
        assertThat(Files.size(SampleCommune.WORKBOOK)).isLessThan(200_000);
    }

    @Test
    void it_imports_without_a_warning_and_has_the_awkward_cells() {
        var plan = ImportPlan.of(
                new SampleCommune().workbook(), named -> recorded, ImportScope.EVERYTHING, LocalDate.of(2026, 11, 22));

        assertThat(plan.problems()).isEmpty();
        assertThat(recorded.units).hasSize(24);
        assertThat(recorded.members).hasSize(601);
        assertThat(recorded.units.values().stream()
                        .map(Recorded.Unit::cellType)
                        .filter(type -> type != null)
                        .toList())
                .containsAll(EnumSet.allOf(CellType.class));
        assertThat(members(6, MembershipState.OFFICIAL)).isEqualTo(2);
        assertThat(members(2, MembershipState.OFFICIAL) + members(2, MembershipState.PROBATIONARY))
                .isEqualTo(34);
        assertThat(offices(15)).containsExactly(Office.CELL_SECRETARY);
        assertThat(offices(6)).containsExactly(Office.CELL_SECRETARY);
        assertThat(offices(8)).contains(Office.CELL_DEPUTY_SECRETARY, Office.CELL_COMMITTEE_MEMBER);
        assertThat(recorded.memberships.values().stream()
                        .filter(rows -> rows.getFirst().cell().equals(cell(8)))
                        .filter(rows -> recorded.absence(rows.getFirst().member()) == null))
                .hasSize(4);
        assertThat(recorded.absences.values().stream()
                        .map(rows -> rows.getFirst().kind())
                        .collect(groupingBy(kind -> kind, counting())))
                .containsOnlyKeys(Participation.EXEMPT, Participation.TEMP_AWAY, Participation.SPECIAL_DUTY);
    }

    @Test
    void every_office_has_an_account() {
        var offices = recordedOffices();

        assertThat(new SampleCommune().accounts().lines())
                .filteredOn(line -> line.startsWith("bithu.cb"))
                .hasSize(23);
        assertThat(offices).containsAll(Arrays.asList(Office.values()));
    }

    private EnumSet<Office> recordedOffices() {
        var offices = EnumSet.noneOf(Office.class);
        ImportPlan.of(
                new SampleCommune().workbook(), named -> recorded, ImportScope.EVERYTHING, LocalDate.of(2026, 11, 22));
        recorded.terms.values().forEach(term -> offices.add(term.office()));
        return offices;
    }

    private long members(int cell, MembershipState state) {
        return recorded.memberships.values().stream()
                .map(rows -> rows.getFirst())
                .filter(row -> row.cell().equals(cell(cell)) && row.state() == state)
                .count();
    }

    private java.util.List<Office> offices(int cell) {
        return recorded.terms.values().stream()
                .filter(term -> term.unit().equals(cell(cell)) && term.office() != Office.ASSIGNED_COMMITTEE_MEMBER)
                .map(Recorded.Term::office)
                .toList();
    }

    private UUID cell(int number) {
        return recorded.units.get(SampleCommune.cellCode(number)).id();
    }
}
