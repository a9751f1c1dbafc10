package vn.chibo.admission.sittings;

import jakarta.validation.Valid;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
import vn.chibo.admission.Body;
import vn.chibo.admission.process.ApprovalRouteProcess;
import vn.chibo.admission.sittings.WaitingFile.Seat;
import vn.chibo.cases.CaseId;
import vn.chibo.engine.ElementId;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.inbox.spi.TaskDesk;
import vn.chibo.organization.Organizations;
import vn.chibo.organization.UnitId;
import vn.chibo.organization.UnitType;
import vn.chibo.organization.UnitView;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Flash;
import vn.chibo.shared.RuleViolation;
import vn.chibo.shared.Texts;

/** Sittings of committees on files of admission and recognition. */
@Controller("admissionSittingController")
@RequestMapping("/admission/sittings")
class SittingController {

    private static final int LINES = 100;
    private static final int MAX_REASON = 1000;

    /** What members of the body and its office do in a case when the body has considered it. */
    private static final Set<ElementId> AT_SITTING = Set.of(
            ApprovalRouteProcess.ENTER_COUNT, ApprovalRouteProcess.ISSUE_DECISION, ApprovalRouteProcess.WRITE_REFUSAL);

    private final Sittings sittings;
    private final Access access;
    private final Organizations organizations;
    private final Users users;
    private final TaskDesk desk;
    private final DraftBox drafts;
    private final Clock clock;

    SittingController(
            Sittings sittings,
            Access access,
            Organizations organizations,
            Users users,
            TaskDesk desk,
            DraftBox drafts,
            Clock clock) {
        this.sittings = sittings;
        this.access = access;
        this.organizations = organizations;
        this.users = users;
        this.desk = desk;
        this.drafts = drafts;
        this.clock = clock;
    }

    /** Files that wait for one body. */
    record Group(UnitView unit, Body body, List<WaitingFile> files) {}

    record Line(Sitting sitting, @Nullable UnitView unit) {}

    /** @param tasks what the reader may do now in the case of the file: name of the task, by its address */
    record FileLine(SittingFile file, @Nullable UnitView cell, Map<String, String> tasks) {}

    @GetMapping
    String list(Model model) {
        requireCommittee(Permission.ADMISSION_VIEW);
        var today = DomainTime.today(clock);
        var seen = sittings.units().stream()
                .filter(unit -> access.may(Permission.ADMISSION_VIEW, unit))
                .toList();
        var units = organizations.units(seen, today);
        model.addAttribute(
                "sittings",
                sittings.of(seen, LINES).stream()
                        .map(sitting -> new Line(sitting, units.get(sitting.unit())))
                        .toList());
        model.addAttribute(
                "groups",
                access.scopes(Permission.ADMISSION_DECIDE).isEmpty() ? List.of() : List.copyOf(groups().values()));
        return "admission/sittings/sittings";
    }

    @GetMapping("/new")
    ModelAndView blank(
            @RequestParam(required = false) @Nullable UUID unit, @RequestParam(required = false) @Nullable Body body) {
        var group = group(unit, body);
        if (group == null) {
            return new ModelAndView("redirect:/admission/sittings");
        }
        var form = new SittingForm();
        form.setFiles(group.files().stream().map(WaitingFile::id).toList());
        return form(group, HttpStatus.OK).addObject("form", form);
    }

    @PostMapping
    ModelAndView call(
            @RequestParam(required = false) @Nullable UUID unit,
            @RequestParam(required = false) @Nullable Body body,
            @Valid @ModelAttribute("form") SittingForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var group = group(unit, body);
        if (group == null) {
            // also the second click: all its files stand on the list the first one made
            Flash.notice(redirect, "admission.sitting.nothingWaits");
            return new ModelAndView("redirect:/admission/sittings");
        }
        var chosen = chosen(group, form.getFiles());
        if (chosen.isEmpty()) {
            errors.rejectValue("files", "admission.sitting.error.nothingChosen");
        }
        if (!errors.hasErrors()) {
            try {
                var user = users.current();
                var id = sittings.call(new Seat(group.unit().id(), group.body()), form.details(), chosen, user);
                drafts.discard(user, draft(group));
                Flash.success(redirect, "admission.sitting.called");
                return new ModelAndView("redirect:/admission/sittings/" + id);
            } catch (RuleViolation violation) {
                show(violation, errors);
            }
        }
        return form(group, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable UUID id) {
        return page(sitting(id, Permission.ADMISSION_VIEW), HttpStatus.OK);
    }

    @GetMapping("/{id}/edit")
    ModelAndView edit(@PathVariable UUID id) {
        var sitting = sitting(id, Permission.ADMISSION_DECIDE);
        return edit(sitting, HttpStatus.OK).addObject("form", SittingForm.of(sitting.details()));
    }

    @PostMapping("/{id}")
    ModelAndView move(
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") SittingForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var sitting = sitting(id, Permission.ADMISSION_DECIDE);
        if (!errors.hasErrors()) {
            try {
                sittings.move(id, form.details(), users.current());
                Flash.success(redirect, "admission.saved");
                return new ModelAndView("redirect:/admission/sittings/" + id);
            } catch (RuleViolation violation) {
                show(violation, errors);
            }
        }
        return edit(sitting, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/{id}/files")
    String add(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<UUID> files,
            RedirectAttributes redirect) {
        var sitting = sitting(id, Permission.ADMISSION_DECIDE);
        var group = groups().get(new Seat(sitting.unit(), sitting.body()));
        var chosen = group == null || files == null ? List.<WaitingFile>of() : chosen(group, files);
        if (chosen.isEmpty()) {
            throw new RuleViolation("admission.sitting.error.nothingChosen");
        }
        sittings.add(id, chosen, users.current());
        Flash.success(redirect, "admission.saved");
        return "redirect:/admission/sittings/" + id;
    }

    @PostMapping("/{id}/files/{file}/earlier")
    String earlier(@PathVariable UUID id, @PathVariable UUID file) {
        sitting(id, Permission.ADMISSION_DECIDE);
        sittings.earlier(id, file);
        return "redirect:/admission/sittings/" + id;
    }

    @PostMapping("/{id}/files/{file}/putting-off")
    ModelAndView putOff(
            @PathVariable UUID id,
            @PathVariable UUID file,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes redirect) {
        var sitting = sitting(id, Permission.ADMISSION_DECIDE);
        var why = Texts.normalize(reason);
        if (why.isEmpty() || why.length() > MAX_REASON) {
            return page(sitting, HttpStatus.UNPROCESSABLE_CONTENT)
                    .addObject("refusedFile", file)
                    .addObject("refusedReason", reason)
                    .addObject(
                            "reasonError",
                            why.isEmpty() ? "admission.sitting.error.reason" : "admission.sitting.error.reasonLong");
        }
        sittings.putOff(id, file, why, users.current());
        Flash.success(redirect, "admission.saved");
        return new ModelAndView("redirect:/admission/sittings/" + id);
    }

    @PostMapping("/{id}/closing")
    String close(@PathVariable UUID id, RedirectAttributes redirect) {
        sitting(id, Permission.ADMISSION_DECIDE);
        sittings.close(id, users.current());
        Flash.success(redirect, "admission.sitting.ended");
        return "redirect:/admission/sittings/" + id;
    }

    private ModelAndView page(Sitting sitting, HttpStatus status) {
        var today = DomainTime.today(clock);
        var files = sittings.files(sitting.id());
        var cells = organizations.units(files.stream().map(SittingFile::cell).collect(Collectors.toSet()), today);
        var decides = access.may(Permission.ADMISSION_DECIDE, sitting.unit());
        var group = decides && !sitting.closed() ? groups().get(new Seat(sitting.unit(), sitting.body())) : null;
        return new ModelAndView("admission/sittings/sitting", status)
                .addObject("sitting", sitting)
                .addObject("unit", organizations.unit(sitting.unit(), today).orElse(null))
                .addObject(
                        "lines",
                        files.stream()
                                .map(file -> new FileLine(file, cells.get(file.cell()), tasks(file)))
                                .toList())
                .addObject("decides", decides)
                .addObject("more", group == null ? List.of() : group.files());
    }

    private Map<String, String> tasks(SittingFile file) {
        var tasks = new LinkedHashMap<String, String>();
        if (file.putOff() == null) {
            desk.waiting(new CaseId(file.id()), users.current()).stream()
                    .filter(waiting ->
                            waiting.mine() && AT_SITTING.contains(waiting.task().element()))
                    .forEach(waiting -> tasks.put(
                            "/tasks/" + waiting.task().key(),
                            "task." + waiting.task().process() + "."
                                    + waiting.task().element()));
        }
        return tasks;
    }

    private ModelAndView form(Group group, HttpStatus status) {
        return new ModelAndView("admission/sittings/form", status)
                .addObject("group", group)
                .addObject("draftPlace", draft(group));
    }

    private static ModelAndView edit(Sitting sitting, HttpStatus status) {
        return new ModelAndView("admission/sittings/edit", status).addObject("sitting", sitting);
    }

    private static String draft(Group group) {
        return "admission:sitting:" + group.unit().id() + ":" + group.body();
    }

    private Sitting sitting(UUID id, Permission permission) {
        var sitting = sittings.get(id);
        access.require(permission, sitting.unit());
        return sitting;
    }

    /** The body asked for, or the only one that files wait for; null when nothing waits for it. */
    private @Nullable Group group(@Nullable UUID unit, @Nullable Body body) {
        var groups = groups();
        if (unit == null || body == null) {
            return groups.size() == 1 ? groups.values().iterator().next() : null;
        }
        var seat = new Seat(new UnitId(unit), body);
        if (!groups.containsKey(seat)) {
            access.require(Permission.ADMISSION_DECIDE, seat.unit());
        }
        return groups.get(seat);
    }

    /** Files that wait, by body, as far as the person works for the committee whose body it is. */
    private Map<Seat, Group> groups() {
        requireCommittee(Permission.ADMISSION_DECIDE);
        var today = DomainTime.today(clock);
        var cells = new HashMap<UnitId, UnitView>();
        for (var scope : access.scopes(Permission.ADMISSION_DECIDE)) {
            organizations.cellsUnder(scope, today).forEach(cell -> cells.put(cell.id(), cell));
        }
        var groups = new LinkedHashMap<Seat, Group>();
        sittings.waiting(cells).stream()
                .collect(Collectors.groupingBy(WaitingFile::seat, LinkedHashMap::new, Collectors.toList()))
                .forEach((seat, files) -> {
                    if (access.may(Permission.ADMISSION_DECIDE, seat.unit())) {
                        organizations
                                .unit(seat.unit(), today)
                                .ifPresent(unit -> groups.put(seat, new Group(unit, seat.body(), files)));
                    }
                });
        return groups;
    }

    /** A file that does not wait here is as unknown as one that does not exist. */
    private static List<WaitingFile> chosen(Group group, List<UUID> wanted) {
        return group.files().stream()
                .filter(file -> wanted.stream().filter(Objects::nonNull).anyMatch(file.id()::equals))
                .toList();
    }

    /** A cell has no sittings of its own. */
    private void requireCommittee(Permission permission) {
        var committees = organizations.units(access.scopes(permission), DomainTime.today(clock)).values().stream()
                .filter(unit -> unit.type() != UnitType.CELL)
                .toList();
        if (committees.isEmpty()) {
            throw new AccessRefused(permission + " in no committee");
        }
    }

    private static void show(RuleViolation violation, BindingResult errors) {
        var field = violation.field();
        var arguments = violation.arguments().toArray();
        if (field == null) {
            errors.reject(violation.messageKey(), arguments, null);
        } else {
            errors.rejectValue(field, violation.messageKey(), arguments, null);
        }
    }
}
