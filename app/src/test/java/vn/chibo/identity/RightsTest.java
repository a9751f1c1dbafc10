package vn.chibo.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.chibo.organization.Office;

/** The whole table, spelled out once more: a change of rights has to be made in both places. */
class RightsTest {

    /** Offices held in the very unit; the letters are in {@link #LETTERS}. */
    @ParameterizedTest
    @CsvSource({
        "UNIT_VIEW,           S D M A P T O B V Q",
        "CASE_VIEW,           S D M A P T O B V -",
        "MEETING_CONDUCT,     S D - - - - - - - -",
        "MEETING_RECORD,      S D M - - - - - - -",
        "VISIT_REPORT,        - - - A - - - - - -",
        "CALENDAR_MANAGE,     - - - - - - O - - -",
        "SCORE_VERIFY,        - - - - - - - B - -",
        "ORGANIZATION_IMPORT, - - - - - - O - - Q",
        "POLICY_EDIT,         - - - - - - O B - Q",
        "POLICY_VIEW,         S D M A P T O B V Q",
        "ADMISSION_VIEW,      S D M A P T O B V -",
        "ADMISSION_MANAGE,    S D M - - - - - - -",
        "ADMISSION_DECIDE,    - - - - - - O B - -",
        "SUPERVISE,           - - - - P T O B V -",
        "SYSTEM_ADMINISTER,   - - - - - - - - - Q"
    })
    void inTheUnitItself(Permission permission, String row) {
        assertThat(rowOf(office -> Rights.inOwnUnit(permission, office))).isEqualTo(row);
    }

    /** Offices held in a unit above. */
    @ParameterizedTest
    @CsvSource({
        "UNIT_VIEW,           - - - - P T O B V Q",
        "CASE_VIEW,           - - - - P T O B V -",
        "MEETING_CONDUCT,     - - - - - - - - - -",
        "MEETING_RECORD,      - - - - - - - - - -",
        "VISIT_REPORT,        - - - - - - - - - -",
        "CALENDAR_MANAGE,     - - - - - - O - - -",
        "SCORE_VERIFY,        - - - - - - - B - -",
        "ORGANIZATION_IMPORT, - - - - - - O - - Q",
        "POLICY_EDIT,         - - - - - - O B - Q",
        "POLICY_VIEW,         - - - - P T O B V Q",
        "ADMISSION_VIEW,      - - - - P T O B V -",
        "ADMISSION_MANAGE,    - - - - - - - - - -",
        "ADMISSION_DECIDE,    - - - - - - O B - -",
        "SUPERVISE,           - - - - P T O B V -",
        "SYSTEM_ADMINISTER,   - - - - - - - - - Q"
    })
    void aboveTheUnit(Permission permission, String row) {
        assertThat(rowOf(office -> Rights.inSubtree(permission, office))).isEqualTo(row);
    }

    @ParameterizedTest
    @EnumSource
    void participantsSeeAndRecordOnly(Permission permission) {
        var theirs = switch (permission) {
            case UNIT_VIEW, CASE_VIEW, MEETING_RECORD -> true;
            default -> false;
        };

        assertThat(Rights.forParticipants(permission)).isEqualTo(theirs);
    }

    @Test
    void theInstallationsAdministratorSeesNoMeetings() {
        var granted = Arrays.stream(Permission.values()).filter(Rights::forInstallation);

        assertThat(granted)
                .containsExactlyInAnyOrder(
                        Permission.UNIT_VIEW,
                        Permission.ORGANIZATION_IMPORT,
                        Permission.POLICY_EDIT,
                        Permission.POLICY_VIEW,
                        Permission.SYSTEM_ADMINISTER);
    }

    /** One letter per office, in the order of the enum. */
    private static final String LETTERS = "SDMAPTOBVQ";

    private static String rowOf(java.util.function.Predicate<Office> granted) {
        return Arrays.stream(Office.values())
                .map(office -> granted.test(office) ? LETTERS.substring(office.ordinal(), office.ordinal() + 1) : "-")
                .collect(Collectors.joining(" "));
    }
}
