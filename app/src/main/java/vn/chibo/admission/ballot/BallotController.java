package vn.chibo.admission.ballot;

import jakarta.validation.Valid;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.admission.AdmissionId;
import vn.chibo.admission.AdmissionManagement;
import vn.chibo.admission.CellVotes;
import vn.chibo.admission.dossier.Dossier;
import vn.chibo.admission.dossier.Versions;
import vn.chibo.admission.votes.Count;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.shared.Flash;
import vn.chibo.shared.RuleViolation;

/**
 * One ballot of a cell on one person (K-13, K-23): two people who counted enter the papers, neither seeing what the other
 * wrote. The room of the sitting leads here.
 */
@Controller
@RequestMapping("/admission/cases/{id}/ballots/{number}")
class BallotController {

    private final Access access;
    private final AdmissionManagement admissions;
    private final CellVotes votes;
    private final Users users;
    private final DraftBox drafts;
    private final Dossier dossier;
    private final Versions versions;

    BallotController(
            Access access,
            AdmissionManagement admissions,
            CellVotes votes,
            Users users,
            DraftBox drafts,
            Dossier dossier,
            Versions versions) {
        this.access = access;
        this.admissions = admissions;
        this.votes = votes;
        this.users = users;
        this.drafts = drafts;
        this.dossier = dossier;
        this.versions = versions;
    }

    @GetMapping
    ModelAndView show(@PathVariable UUID id, @PathVariable int number) {
        var admission = seen(id, Permission.ADMISSION_VIEW);
        return page(admission, number, HttpStatus.OK).addObject("form", new BallotForm());
    }

    @PostMapping
    ModelAndView enter(
            @PathVariable UUID id,
            @PathVariable int number,
            @Valid @ModelAttribute("form") BallotForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var admission = seen(id, Permission.ADMISSION_MANAGE);
        var user = users.current();
        var member = user.member();
        if (member == null) {
            errors.reject("admission.error.membersCount");
        }
        if (!errors.hasErrors() && member != null) {
            try {
                var count = count(form, votes.ballot(admission, number, member).secret(), errors);
                if (count != null) {
                    var progress = votes.enterCount(admission, number, count, member);
                    drafts.discard(user, place(admission, number));
                    Flash.success(
                            redirect,
                            progress.counted()
                                    ? "admission.ballot.counted"
                                    : progress.differences().isEmpty()
                                            ? "admission.ballot.entered"
                                            : "admission.ballot.differ");
                    return new ModelAndView("redirect:/admission/cases/" + id + "/ballots/" + number);
                }
            } catch (RuleViolation violation) {
                show(violation, errors);
            }
        }
        return page(admission, number, HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** A photo of the signed sheet: the numbers on it, never who voted what. */
    @PostMapping("/sheets")
    ModelAndView uploadSheet(
            @PathVariable UUID id,
            @PathVariable int number,
            @RequestParam(required = false) @Nullable MultipartFile file,
            RedirectAttributes redirect) {
        var admission = seen(id, Permission.ADMISSION_MANAGE);
        try {
            if (file == null) {
                throw RuleViolation.at("file", "admission.item.error.noFile");
            }
            dossier.uploadSheet(admission, number, file.getOriginalFilename(), file, users.current());
            Flash.success(redirect, "admission.ballot.sheet.uploaded");
            return new ModelAndView("redirect:/admission/cases/" + id + "/ballots/" + number);
        } catch (RuleViolation violation) {
            return page(admission, number, HttpStatus.UNPROCESSABLE_CONTENT)
                    .addObject("form", new BallotForm())
                    .addObject("sheetProblem", violation.messageKey())
                    .addObject("sheetProblemArguments", violation.arguments().toArray());
        }
    }

    private static @Nullable Count count(BallotForm form, boolean secret, BindingResult errors) {
        if (!secret) {
            return form.hands();
        }
        var count = form.papers();
        if (count == null) {
            Stream.of("issued", "returned", "valid")
                    .filter(field -> errors.getFieldValue(field) == null)
                    .forEach(field -> errors.rejectValue(field, "admission.error.required"));
        }
        return count;
    }

    private static void show(RuleViolation violation, BindingResult errors) {
        var field = violation.field();
        var arguments = violation.arguments().toArray();
        if (field != null && !field.isEmpty() && errors.getFieldType(field) != null) {
            errors.rejectValue(field, violation.messageKey(), arguments, null);
        } else {
            errors.reject(violation.messageKey(), arguments, null);
        }
    }

    private AdmissionId seen(UUID id, Permission permission) {
        var admission = new AdmissionId(id);
        access.require(permission, admissions.get(admission).cell());
        return admission;
    }

    private ModelAndView page(AdmissionId id, int number, HttpStatus status) {
        var user = users.current();
        var ballot = votes.ballot(id, number, user.member());
        var page = new ModelAndView("admission/ballot/ballot", status)
                .addObject("admission", id)
                .addObject("ballot", ballot)
                .addObject("place", place(id, number))
                .addObject("sheets", versions.ofSheet(id, number))
                .addObject(
                        "writes",
                        access.may(
                                Permission.ADMISSION_MANAGE, admissions.get(id).cell()));
        if (ballot.result() == null) {
            try {
                page.addObject("now", votes.atSitting(id, number));
            } catch (RuleViolation notNow) {
                page.addObject("notNow", notNow.messageKey())
                        .addObject("notNowArguments", notNow.arguments().toArray());
            }
        }
        return page;
    }

    private static String place(AdmissionId id, int number) {
        return "admission:ballot:" + id + ":" + number;
    }
}
