package vn.chibo.admission.sourcing;

import jakarta.validation.Valid;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.admission.sourcing.Prospects.Wanted;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Flash;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;
import vn.chibo.shared.Texts;

/** Courses of Party awareness: the decision, who is sent, and what came of it. */
@Controller
@RequestMapping("/admission/courses")
class CourseController {

    private static final String DRAFT = "admission:course";
    private static final int LINES = 100;
    private static final int CANDIDATES = 500;

    private final SourcingAccess access;
    private final Courses courses;
    private final Prospects prospects;
    private final Organizations organizations;
    private final Users users;
    private final DraftBox drafts;
    private final Words words;
    private final Clock clock;

    CourseController(
            SourcingAccess access,
            Courses courses,
            Prospects prospects,
            Organizations organizations,
            Users users,
            DraftBox drafts,
            Words words,
            Clock clock) {
        this.access = access;
        this.courses = courses;
        this.prospects = prospects;
        this.organizations = organizations;
        this.users = users;
        this.drafts = drafts;
        this.words = words;
        this.clock = clock;
    }

    record PlaceLine(CoursePlace place, @Nullable UnitView cell) {}

    record CandidateLine(Prospect prospect, @Nullable UnitView cell) {}

    @GetMapping
    String list(Model model) {
        var committees = committees(Permission.ADMISSION_VIEW);
        model.addAttribute("courses", courses.of(committees.keySet(), LINES));
        model.addAttribute("units", committees);
        model.addAttribute("decides", access.hasScopes(Permission.ADMISSION_DECIDE));
        return "admission/sourcing/courses";
    }

    @GetMapping("/new")
    ModelAndView blank(Locale locale) {
        var committees = committees(Permission.ADMISSION_DECIDE);
        var form = new CourseForm();
        if (committees.size() == 1) {
            form.setCommittee(committees.keySet().iterator().next().value());
        }
        return form(committees, HttpStatus.OK, locale).addObject("form", form);
    }

    @PostMapping
    ModelAndView add(
            @Valid @ModelAttribute("form") CourseForm form,
            BindingResult errors,
            RedirectAttributes redirect,
            Locale locale) {
        var committees = committees(Permission.ADMISSION_DECIDE);
        var committee = form.getCommittee() == null ? null : new UnitId(form.getCommittee());
        if (committee != null && !committees.containsKey(committee)) {
            access.require(Permission.ADMISSION_DECIDE, committee);
            errors.rejectValue("committee", "admission.course.notOfThisUnit");
        }
        if (!errors.hasErrors() && committee != null) {
            try {
                var user = users.current();
                var id = courses.add(committee, form.details(), user.accountId());
                drafts.discard(user, DRAFT);
                Flash.success(redirect, "admission.course.added");
                return new ModelAndView("redirect:/admission/courses/" + id);
            } catch (RuleViolation violation) {
                Violations.show(violation, errors);
            }
        }
        return form(committees, HttpStatus.UNPROCESSABLE_CONTENT, locale);
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable UUID id) {
        return page(course(id, Permission.ADMISSION_VIEW), HttpStatus.OK);
    }

    /** Sends the chosen people; those the committee may not send are as unknown as nobody. */
    @PostMapping("/{id}/places")
    String send(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<UUID> prospect,
            RedirectAttributes redirect) {
        var course = course(id, Permission.ADMISSION_DECIDE);
        var chosen = prospect == null
                ? List.<ProspectId>of()
                : prospect.stream()
                        .filter(Objects::nonNull)
                        .map(ProspectId::new)
                        .toList();
        if (chosen.isEmpty()) {
            throw new RuleViolation("admission.course.nobodyChosen");
        }
        var known = candidates(course).stream().map(Prospect::id).collect(Collectors.toSet());
        var sent = courses.places(id).stream().map(CoursePlace::prospect).collect(Collectors.toSet());
        for (var person : chosen) {
            if (!known.contains(person) && !sent.contains(person)) {
                throw new NotFound("prospect " + person + " for course " + id);
            }
        }
        courses.send(id, chosen, users.current().accountId());
        Flash.success(redirect, "admission.course.sent", chosen.size());
        return "redirect:/admission/courses/" + id;
    }

    @PostMapping("/{id}/places/{prospect}/removal")
    String takeBack(@PathVariable UUID id, @PathVariable ProspectId prospect, RedirectAttributes redirect) {
        course(id, Permission.ADMISSION_DECIDE);
        courses.takeBack(id, prospect);
        Flash.success(redirect, "admission.course.takenBack");
        return "redirect:/admission/courses/" + id;
    }

    @GetMapping("/{id}/places/{prospect}")
    ModelAndView place(@PathVariable UUID id, @PathVariable ProspectId prospect) {
        var course = course(id, Permission.ADMISSION_DECIDE);
        var place = place(course, prospect);
        var form = new CertificateForm();
        form.setNumber(place.certificateNumber());
        form.setIssuedOn(place.issuedOn());
        return certificate(course, place, HttpStatus.OK).addObject("form", form);
    }

    @PostMapping("/{id}/places/{prospect}/certificate")
    ModelAndView certify(
            @PathVariable UUID id,
            @PathVariable ProspectId prospect,
            @Valid @ModelAttribute("form") CertificateForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var course = course(id, Permission.ADMISSION_DECIDE);
        var place = place(course, prospect);
        if (!errors.hasErrors()) {
            try {
                courses.certify(
                        id,
                        prospect,
                        Texts.normalize(Objects.requireNonNull(form.getNumber())),
                        Objects.requireNonNull(form.getIssuedOn()),
                        users.current().accountId());
                Flash.success(redirect, "admission.saved");
                return new ModelAndView("redirect:/admission/courses/" + id);
            } catch (RuleViolation violation) {
                Violations.show(violation, errors);
            }
        }
        return certificate(course, place, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/{id}/places/{prospect}/failure")
    String fail(@PathVariable UUID id, @PathVariable ProspectId prospect, RedirectAttributes redirect) {
        course(id, Permission.ADMISSION_DECIDE);
        courses.notCompleted(id, prospect, users.current().accountId());
        Flash.success(redirect, "admission.saved");
        return "redirect:/admission/courses/" + id;
    }

    private ModelAndView page(Course course, HttpStatus status) {
        var today = DomainTime.today(clock);
        var places = courses.places(course.id());
        var decides = access.may(Permission.ADMISSION_DECIDE, course.committee());
        var sent = places.stream().map(CoursePlace::prospect).collect(Collectors.toSet());
        var candidates = decides
                ? candidates(course).stream()
                        .filter(prospect -> !sent.contains(prospect.id()))
                        .toList()
                : List.<Prospect>of();
        var units = new ArrayList<UnitId>();
        places.forEach(place -> units.add(place.cell()));
        candidates.forEach(prospect -> units.add(prospect.cell()));
        var cells = organizations.units(units, today);
        return new ModelAndView("admission/sourcing/course", status)
                .addObject("course", course)
                .addObject(
                        "committee",
                        organizations.unit(course.committee(), today).orElse(null))
                .addObject("decides", decides)
                .addObject(
                        "places",
                        places.stream()
                                .map(place -> new PlaceLine(place, cells.get(place.cell())))
                                .toList())
                .addObject(
                        "candidates",
                        candidates.stream()
                                .map(prospect -> new CandidateLine(prospect, cells.get(prospect.cell())))
                                .toList());
    }

    private ModelAndView certificate(Course course, CoursePlace place, HttpStatus status) {
        return new ModelAndView("admission/sourcing/certificate", status)
                .addObject("course", course)
                .addObject("place", place);
    }

    /** Who is on a list below the committee and has no valid certificate. */
    private List<Prospect> candidates(Course course) {
        var cells = organizations.cellsUnder(course.committee(), DomainTime.today(clock)).stream()
                .map(UnitView::id)
                .toList();
        var found = new ArrayList<Prospect>();
        for (var state : List.of(ProspectState.LISTED, ProspectState.CERTIFICATE_EXPIRED)) {
            found.addAll(prospects.find(cells, new Wanted("", state), CANDIDATES));
        }
        return found;
    }

    private Course course(UUID id, Permission permission) {
        var course = courses.get(id);
        access.require(permission, course.committee());
        return course;
    }

    private CoursePlace place(Course course, ProspectId prospect) {
        return courses.places(course.id()).stream()
                .filter(place -> place.prospect().equals(prospect))
                .findFirst()
                .orElseThrow(() -> new NotFound("place on course " + course.id()));
    }

    /** The committees at the top of what the person may see; a cell has no courses of its own. */
    private Map<UnitId, UnitView> committees(Permission permission) {
        var committees = new LinkedHashMap<UnitId, UnitView>();
        for (var scope : access.scopes(permission)) {
            organizations
                    .unit(scope, DomainTime.today(clock))
                    .filter(unit -> unit.type() != UnitType.CELL)
                    .ifPresent(unit -> committees.put(unit.id(), unit));
        }
        if (committees.isEmpty()) {
            throw new AccessRefused(permission + " in no committee");
        }
        return committees;
    }

    private ModelAndView form(Map<UnitId, UnitView> committees, HttpStatus status, Locale locale) {
        var choices = new LinkedHashMap<String, String>();
        if (committees.size() > 1) {
            choices.put("", words.of("choose", locale));
        }
        committees.forEach((id, unit) -> choices.put(id.toString(), unit.name()));
        return new ModelAndView("admission/sourcing/course-form", status)
                .addObject("committees", choices)
                .addObject("draftPlace", DRAFT);
    }
}
