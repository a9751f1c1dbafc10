package vn.chibo.admission.sourcing;

import jakarta.validation.Valid;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.admission.AdmissionManagement;
import vn.chibo.admission.AdmissionManagement.Candidacy;
import vn.chibo.admission.AdmissionManagement.Person;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.organization.MembershipState;
import vn.chibo.organization.Organizations;
import vn.chibo.policy.Policies;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Flash;
import vn.chibo.shared.RuleViolation;

/** From the prospective list to the admission case: the cell names who introduces the candidate, and the process begins. */
@Controller
@RequestMapping("/admission/prospects/{id}/case")
class CandidacyController {

    private final SourcingAccess access;
    private final Prospects prospects;
    private final AdmissionManagement admissions;
    private final Organizations organizations;
    private final Policies policies;
    private final Users users;
    private final DraftBox drafts;
    private final Words words;
    private final Clock clock;

    CandidacyController(
            SourcingAccess access,
            Prospects prospects,
            AdmissionManagement admissions,
            Organizations organizations,
            Policies policies,
            Users users,
            DraftBox drafts,
            Words words,
            Clock clock) {
        this.access = access;
        this.prospects = prospects;
        this.admissions = admissions;
        this.organizations = organizations;
        this.policies = policies;
        this.users = users;
        this.drafts = drafts;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping
    ModelAndView blank(@PathVariable ProspectId id, Locale locale) {
        var prospect = seen(id);
        var known = admissions.find(id.value(), prospect.cell());
        return known.isPresent()
                ? new ModelAndView("redirect:/admission/cases/" + known.get())
                : form(prospect, HttpStatus.OK, locale).addObject("form", new CandidacyForm());
    }

    @PostMapping
    ModelAndView open(
            @PathVariable ProspectId id,
            @Valid @ModelAttribute("form") CandidacyForm form,
            BindingResult errors,
            RedirectAttributes redirect,
            Locale locale) {
        var prospect = seen(id);
        if (form.lacksSecondDate()) {
            errors.rejectValue("secondTogetherSince", "admission.error.required");
        }
        if (form.namesOneTwice()) {
            errors.rejectValue("secondSponsor", "admission.candidacy.sameSponsor");
        }
        if (!errors.hasErrors()) {
            try {
                requireReady(prospect);
                var user = users.current();
                var certificate = Objects.requireNonNull(prospect.certificate());
                var admission = admissions.open(
                        new Candidacy(
                                id.value(),
                                prospect.cell(),
                                new Person(
                                        prospect.details().birthDate(),
                                        prospect.details().education(),
                                        prospect.details().ethnicMinority(),
                                        form.getLeftPartyOn()),
                                certificate.number(),
                                certificate.issuedOn(),
                                form.sponsors()),
                        user);
                drafts.discard(user, place(id));
                Flash.success(redirect, "admission.candidacy.opened");
                return new ModelAndView("redirect:/admission/cases/" + admission);
            } catch (RuleViolation violation) {
                Violations.show(violation, errors);
            }
        }
        return form(prospect, HttpStatus.UNPROCESSABLE_CONTENT, locale);
    }

    /** The certificate counts on the day the file is opened too; some places ask for a time on the watch list first. */
    private void requireReady(Prospect prospect) {
        if (prospect.state() != ProspectState.COURSE_DONE) {
            throw new RuleViolation("admission.candidacy.noCertificate");
        }
        var today = DomainTime.today(clock);
        var months = policies.snapshot(prospect.cell(), today).integer("candidate.minMonthsOnWatchList");
        if (prospect.details().watchSince().plusMonths(months).isAfter(today)) {
            throw new RuleViolation("admission.candidacy.watchedTooShort", months);
        }
    }

    private Prospect seen(ProspectId id) {
        access.require(Permission.ADMISSION_MANAGE, prospects.cell(id));
        return prospects.get(id);
    }

    private ModelAndView form(Prospect prospect, HttpStatus status, Locale locale) {
        return new ModelAndView("admission/sourcing/candidacy", status)
                .addObject("prospect", prospect)
                .addObject("place", place(prospect.id()))
                .addObject("members", members(prospect, locale));
    }

    private Map<String, String> members(Prospect prospect, Locale locale) {
        var members = new LinkedHashMap<String, String>();
        members.put("", words.of("choose", locale));
        for (var member : organizations.membersOf(prospect.cell(), DomainTime.today(clock))) {
            if (member.state() == MembershipState.OFFICIAL) {
                members.put(member.id().toString(), member.fullName() + " (" + member.code() + ")");
            }
        }
        return members;
    }

    private static String place(ProspectId id) {
        return "admission:prospect:" + id + ":case";
    }
}
