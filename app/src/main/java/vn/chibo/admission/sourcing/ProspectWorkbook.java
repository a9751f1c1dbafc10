package vn.chibo.admission.sourcing;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.TableWorkbook;

/** The prospective list as a workbook. */
@Component
class ProspectWorkbook {

    private static final List<String> COLUMNS = List.of(
            "cellCode",
            "cell",
            "fullName",
            "sex",
            "birthDate",
            "ethnicMinority",
            "religion",
            "unionMember",
            "education",
            "sector",
            "placeType",
            "local",
            "introducedBy",
            "watchSince",
            "resolutionNumber",
            "resolutionDate",
            "helpers",
            "state",
            "certificate",
            "issuedOn",
            "validUntil");

    private final Words words;
    private final Organizations organizations;
    private final Clock clock;

    ProspectWorkbook(Words words, Organizations organizations, Clock clock) {
        this.words = words;
        this.organizations = organizations;
        this.clock = clock;
    }

    byte[] of(List<Prospect> prospects, Map<UnitId, UnitView> cells, Locale locale) {
        var helpers = organizations.members(
                prospects.stream()
                        .map(Prospect::helpers)
                        .flatMap(Collection::stream)
                        .map(MemberId::new)
                        .collect(Collectors.toSet()),
                DomainTime.today(clock));
        return TableWorkbook.of(new TableWorkbook.Sheet(
                words.of("workbook.sheet", locale),
                COLUMNS.stream()
                        .map(column -> words.of("field." + column, locale))
                        .toList(),
                prospects.stream()
                        .map(prospect -> values(prospect, cells.get(prospect.cell()), helpers, locale))
                        .toList()));
    }

    /** In the order of the columns; a null stays an empty cell. */
    private List<@Nullable Object> values(
            Prospect prospect, @Nullable UnitView cell, Map<MemberId, MemberView> helpers, Locale locale) {
        var details = prospect.details();
        var certificate = prospect.certificate();
        return new ArrayList<>(Arrays.asList(
                cell == null ? null : cell.code(),
                cell == null ? null : cell.name(),
                details.fullName(),
                words.of("sex", details.sex(), locale),
                details.birthDate(),
                yesNo(details.ethnicMinority(), locale),
                details.religion(),
                yesNo(details.unionMember(), locale),
                words.of("education", details.education(), locale),
                words.of("sector", details.sector(), locale),
                words.of("placeType", details.placeType(), locale),
                yesNo(details.local(), locale),
                words.of("introducedBy", details.introducedBy(), locale),
                details.watchSince(),
                details.resolutionNumber(),
                details.resolutionDate(),
                prospect.helpers().stream()
                        .map(MemberId::new)
                        .map(helpers::get)
                        .filter(member -> member != null)
                        .map(member -> member.fullName() + " (" + member.code() + ")")
                        .collect(Collectors.joining("; ")),
                words.of("state", prospect.state(), locale),
                certificate == null ? null : certificate.number(),
                certificate == null ? null : certificate.issuedOn(),
                certificate == null ? null : certificate.validUntil()));
    }

    private String yesNo(boolean yes, Locale locale) {
        return words.of(yes ? "yes" : "no", locale);
    }
}
