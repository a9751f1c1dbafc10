package vn.chibo.cases;

import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Organizations;
import vn.chibo.shared.DomainTime;

/** "What happened so far", in the reader's language and with the actors' names: what {@code cases/history :: history(lines)} shows. */
@Component
public class CaseHistory {

    private final Cases cases;
    private final Organizations organizations;
    private final MessageSource messages;

    CaseHistory(Cases cases, Organizations organizations, MessageSource messages) {
        this.cases = cases;
        this.organizations = organizations;
        this.messages = messages;
    }

    /** Oldest first. */
    public List<Line> of(CaseId id) {
        var names = new HashMap<MemberId, Optional<String>>();
        return cases.history(id).stream()
                .map(line -> {
                    var on = DomainTime.dateOf(line.at());
                    var name = line.actor() == null
                            ? Optional.<String>empty()
                            : names.computeIfAbsent(
                                    line.actor(),
                                    member -> organizations.member(member, on).map(MemberView::fullName));
                    return new Line(
                            line.at().atZone(DomainTime.ZONE),
                            line.actor() == null,
                            name.orElse(null),
                            text(line.messageKey(), line.arguments()),
                            line.onBehalf() == null ? null : text("organization.office." + line.onBehalf(), List.of()));
                })
                .toList();
    }

    /** A sentence in the reader's language; the key itself where the bundle lacks it, so that nothing vanishes. */
    String text(String key, List<String> arguments) {
        var found = messages.getMessage(key, arguments.toArray(), key, LocaleContextHolder.getLocale());
        return found == null ? key : found;
    }

    /**
     * {@code actor} is null for the system and for someone the registers no longer know; {@code onBehalf} the office the
     * actor acted for. Time of Việt Nam.
     */
    public record Line(
            ZonedDateTime at,
            boolean bySystem,
            @Nullable String actor,
            String text,
            @Nullable String onBehalf) {}
}
