package vn.chibo.admission.dossier;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.admission.AdmissionId;
import vn.chibo.admission.AdmissionRecord;
import vn.chibo.admission.AdmissionRecords;
import vn.chibo.admission.Body;
import vn.chibo.admission.Candidates;
import vn.chibo.admission.Dossiers;
import vn.chibo.admission.dossier.CasePage.ActLine;
import vn.chibo.admission.dossier.CasePage.BallotLine;
import vn.chibo.admission.dossier.CasePage.ClockLine;
import vn.chibo.admission.dossier.CasePage.Group;
import vn.chibo.admission.dossier.CasePage.Missing;
import vn.chibo.admission.dossier.CasePage.MoveLine;
import vn.chibo.admission.dossier.CasePage.OpeningLine;
import vn.chibo.admission.dossier.CasePage.PassageLine;
import vn.chibo.admission.dossier.CasePage.RouteLine;
import vn.chibo.admission.dossier.CasePage.SponsorLine;
import vn.chibo.cases.CaseHistory;
import vn.chibo.cases.CaseView;
import vn.chibo.cases.Cases;
import vn.chibo.cases.Deadline;
import vn.chibo.documents.Documents;
import vn.chibo.identity.CurrentUser;
import vn.chibo.identity.Users;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.MemberView;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitView;
import vn.chibo.policy.WorkingCalendar;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.NotFound;

/** Gathers what the pages of a case show. */
@Component
@Transactional(readOnly = true)
class CasePages {

    private static final int OPENINGS = 100;

    private final AdmissionRecords records;
    private final Dossier dossier;
    private final Versions versions;
    private final Dossiers checks;
    private final ItemActs acts;
    private final CaseOpenings openings;
    private final NextSteps next;
    private final Candidates candidates;
    private final Documents documents;
    private final Cases cases;
    private final CaseHistory history;
    private final Organizations organizations;
    private final Users users;
    private final WorkingCalendar calendar;
    private final MessageSource messages;
    private final Clock clock;

    CasePages(
            AdmissionRecords records,
            Dossier dossier,
            Versions versions,
            Dossiers checks,
            ItemActs acts,
            CaseOpenings openings,
            NextSteps next,
            Candidates candidates,
            Documents documents,
            Cases cases,
            CaseHistory history,
            Organizations organizations,
            Users users,
            WorkingCalendar calendar,
            MessageSource messages,
            Clock clock) {
        this.records = records;
        this.dossier = dossier;
        this.versions = versions;
        this.checks = checks;
        this.acts = acts;
        this.openings = openings;
        this.next = next;
        this.candidates = candidates;
        this.documents = documents;
        this.cases = cases;
        this.history = history;
        this.organizations = organizations;
        this.users = users;
        this.calendar = calendar;
        this.messages = messages;
        this.clock = clock;
    }

    /** @param owner whether the reader answers for the case */
    CasePage of(AdmissionId id, CurrentUser reader, boolean owner) {
        var admission = records.of(id);
        var view = admission.view();
        var theCase = cases.find(id.caseId()).orElseThrow(() -> new NotFound("case " + id));
        var today = DomainTime.today(clock);
        var where = Whereabouts.of(admission, today);
        var outcome = theCase.outcome();
        var papers = dossier.items(admission);
        var beforeVote = view.state().isBeforeCellVote();
        return new CasePage(
                id,
                candidates.name(view.candidate()).orElse(null),
                unitName(view.cell(), today),
                view.state(),
                sides(admission),
                outcome == null ? null : text(outcome),
                unitName(where.unit(), today),
                where.since(),
                where.days(),
                next.of(admission, reader, today),
                beforeVote ? missing(id) : List.of(),
                groups(papers, Phase.of(view.state())),
                beforeVote
                        ? papers.stream()
                                .filter(item -> item.code().isNeededForCheck()
                                        && item.lack().isPresent())
                                .toList()
                        : List.of(),
                sponsors(admission, today),
                ballots(admission),
                route(admission, today),
                clocks(theCase, today),
                moves(admission, today),
                history.of(id.caseId()),
                owner ? openings(id) : null);
    }

    private static List<String> sides(AdmissionRecord admission) {
        var view = admission.view();
        var sides = new ArrayList<String>();
        if (view.returned()) {
            sides.add("RETURNED");
        }
        if (view.extended()) {
            sides.add("EXTENDED");
        }
        if (view.transferred()) {
            sides.add("TRANSFERRED");
        }
        if (view.clockPausedOn() != null) {
            sides.add("PAUSED");
        }
        return sides;
    }

    private List<Missing> missing(AdmissionId id) {
        return checks.check(id).missing().stream()
                .map(failed ->
                        new Missing(text(failed.messageKey(), failed.numbers().toArray()), failed.source()))
                .toList();
    }

    private static List<Group> groups(List<Item> papers, Phase now) {
        var byPhase = papers.stream()
                .collect(Collectors.groupingBy(
                        Item::phase, () -> new EnumMap<Phase, List<Item>>(Phase.class), Collectors.toList()));
        return byPhase.entrySet().stream()
                .map(group -> new Group(group.getKey(), group.getKey() == now, group.getValue()))
                .toList();
    }

    private List<SponsorLine> sponsors(AdmissionRecord admission, LocalDate today) {
        return admission.sponsors().stream()
                .map(sponsor -> new SponsorLine(
                        memberName(sponsor.member(), today),
                        sponsor.togetherSince(),
                        sponsor.introducedOn(),
                        sponsor.leftOn()))
                .toList();
    }

    private List<BallotLine> ballots(AdmissionRecord admission) {
        return admission.ballots().stream()
                .map(ballot -> {
                    var result = ballot.result();
                    return new BallotLine(
                            ballot.number(),
                            ballot.body(),
                            ballot.subject(),
                            ballot.secret(),
                            ballot.threshold().written(),
                            ballot.heldOn(),
                            result == null ? 0 : result.base().members(),
                            result == null ? 0 : result.count().inFavour(),
                            result == null ? 0 : result.count().against(),
                            result == null ? null : result.percent(),
                            ballot.passed(),
                            ballot.body() == Body.CELL
                                    ? versions.ofSheet(admission.view().id(), ballot.number())
                                    : List.of());
                })
                .toList();
    }

    private List<RouteLine> route(AdmissionRecord admission, LocalDate today) {
        var current = admission.current();
        return admission.route().stream()
                .map(step -> new RouteLine(
                        step.body(),
                        step.unit().name(),
                        step.decides(),
                        current != null && current.position() == step.position(),
                        admission.passages().stream()
                                .filter(passage -> passage.body() == step.body())
                                .map(passage -> new PassageLine(
                                        passage.result(),
                                        local(passage.at()),
                                        nameOrNull(passage.actor(), today),
                                        passage.reason()))
                                .toList()))
                .toList();
    }

    private List<ClockLine> clocks(CaseView theCase, LocalDate today) {
        return theCase.deadlines().stream()
                .map(deadline -> clock(deadline, today))
                .toList();
    }

    private ClockLine clock(Deadline deadline, LocalDate today) {
        var due = DomainTime.dateOf(deadline.due());
        var metAt = deadline.metAt();
        return new ClockLine(
                text("deadline." + deadline.step()),
                due,
                metAt == null ? null : DomainTime.dateOf(metAt),
                metAt == null ? today.isAfter(due) : metAt.isAfter(deadline.due()),
                metAt == null ? calendar.workingDaysBetween(today, due) : null,
                text(deadline.ruleKey(), deadline.ruleArguments().toArray()),
                deadline.source());
    }

    private List<MoveLine> moves(AdmissionRecord admission, LocalDate today) {
        return admission.clockMoves().stream()
                .map(move -> new MoveLine(
                        move.kind(),
                        local(move.at()),
                        nameOrNull(move.actor(), today),
                        move.oldDue(),
                        move.newDue(),
                        move.reason(),
                        move.approver()))
                .toList();
    }

    /** Of the page and of every paper, the latest first. */
    private List<OpeningLine> openings(AdmissionId id) {
        var papers = acts.of(id).stream()
                .filter(act -> act.document() != null)
                .collect(Collectors.toMap(act -> Objects.requireNonNull(act.document()), ItemAct::item));
        var names = new HashMap<UUID, String>();
        return Stream.concat(
                        openings.of(id, OPENINGS).stream()
                                .map(opening -> new OpeningLine(
                                        accountName(opening.account(), names), local(opening.at()), null)),
                        documents.openings(papers.keySet(), OPENINGS).stream()
                                .map(opening -> new OpeningLine(
                                        accountName(opening.account(), names),
                                        local(opening.at()),
                                        papers.get(opening.document()))))
                .sorted(Comparator.comparing(OpeningLine::at).reversed())
                .limit(OPENINGS)
                .toList();
    }

    /** Oldest first. */
    List<ActLine> lines(List<ItemAct> done) {
        var names = new HashMap<UUID, String>();
        return done.stream()
                .map(act -> new ActLine(
                        act.kind(), local(act.at()), accountName(act.account(), names), act.issuedOn(), act.reason()))
                .toList();
    }

    String candidate(AdmissionId id) {
        return candidates.name(records.of(id).view().candidate()).orElse("–");
    }

    private String accountName(UUID account, Map<UUID, String> known) {
        return known.computeIfAbsent(account, id -> users.nameOf(id).orElse("–"));
    }

    private String memberName(MemberId member, LocalDate today) {
        return organizations.member(member, today).map(MemberView::fullName).orElse("–");
    }

    private @Nullable String nameOrNull(@Nullable MemberId member, LocalDate today) {
        return member == null ? null : memberName(member, today);
    }

    private String unitName(UnitId unit, LocalDate today) {
        return organizations.unit(unit, today).map(UnitView::name).orElse("–");
    }

    private static ZonedDateTime local(Instant at) {
        return at.atZone(DomainTime.ZONE);
    }

    private String text(String key, Object... arguments) {
        return Objects.requireNonNullElse(
                messages.getMessage(key, arguments, key, LocaleContextHolder.getLocale()), key);
    }
}
