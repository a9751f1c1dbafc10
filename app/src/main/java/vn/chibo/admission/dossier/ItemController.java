package vn.chibo.admission.dossier;

import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.admission.AdmissionId;
import vn.chibo.documents.DocumentId;
import vn.chibo.identity.CurrentUser;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.shared.Flash;
import vn.chibo.shared.NotFound;
import vn.chibo.shared.RuleViolation;

/** One paper of a case: its versions, what was done with it, and the acts. */
@Controller
@RequestMapping("/admission/cases/{id}/items/{item}")
class ItemController {

    private final DossierAccess access;
    private final Dossier dossier;
    private final CasePages pages;
    private final Versions versions;
    private final Users users;
    private final DraftBox drafts;

    ItemController(
            DossierAccess access, Dossier dossier, CasePages pages, Versions versions, Users users, DraftBox drafts) {
        this.access = access;
        this.dossier = dossier;
        this.pages = pages;
        this.versions = versions;
        this.users = users;
        this.drafts = drafts;
    }

    @GetMapping
    ModelAndView show(@PathVariable UUID id, @PathVariable ItemCode item) {
        var admission = access.seen(id);
        var form = new ItemForm();
        form.setSeen(dossier.item(admission, item).lastAct());
        return page(admission, item, HttpStatus.OK).addObject("form", form);
    }

    @PostMapping("/versions")
    ModelAndView upload(
            @PathVariable UUID id,
            @PathVariable ItemCode item,
            @ModelAttribute("form") ItemForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var admission = access.seen(id);
        access.require(access.rights(admission, item).delivers(), admission, item);
        return act(admission, item, errors, redirect, "uploaded", by -> {
            var file = form.getFile();
            if (file == null) {
                throw RuleViolation.at("file", "admission.item.error.noFile");
            }
            dossier.upload(
                    admission, item, new Dossier.Upload(file.getOriginalFilename(), file), form.getIssuedOn(), by);
        });
    }

    @PostMapping("/handing-in")
    ModelAndView handIn(
            @PathVariable UUID id,
            @PathVariable ItemCode item,
            @ModelAttribute("form") ItemForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        var admission = access.seen(id);
        access.require(access.rights(admission, item).delivers(), admission, item);
        return act(
                admission,
                item,
                errors,
                redirect,
                "handedIn",
                by -> dossier.handIn(admission, item, form.getIssuedOn(), by));
    }

    @PostMapping("/acceptance")
    ModelAndView accept(
            @PathVariable UUID id,
            @PathVariable ItemCode item,
            @ModelAttribute("form") ItemForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        return review(
                id,
                item,
                errors,
                redirect,
                "accepted",
                (admission, by) -> dossier.accept(admission, item, form.getSeen(), by));
    }

    @PostMapping("/return")
    ModelAndView giveBack(
            @PathVariable UUID id,
            @PathVariable ItemCode item,
            @ModelAttribute("form") ItemForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        return review(
                id,
                item,
                errors,
                redirect,
                "returned",
                (admission, by) -> dossier.giveBack(admission, item, form.getReason(), form.getSeen(), by));
    }

    @PostMapping("/waiver")
    ModelAndView waive(
            @PathVariable UUID id,
            @PathVariable ItemCode item,
            @ModelAttribute("form") ItemForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        return review(
                id,
                item,
                errors,
                redirect,
                "waived",
                (admission, by) -> dossier.waive(admission, item, form.getReason(), form.getSeen(), by));
    }

    @PostMapping("/requirement")
    ModelAndView require(
            @PathVariable UUID id,
            @PathVariable ItemCode item,
            @ModelAttribute("form") ItemForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        return review(id, item, errors, redirect, "required", (admission, by) -> dossier.require(admission, item, by));
    }

    /** The scan as a file to save; the answer says so, and that nothing may guess what else it could be. */
    @GetMapping("/versions/{document}")
    ResponseEntity<Resource> download(
            @PathVariable UUID id, @PathVariable ItemCode item, @PathVariable DocumentId document) {
        var admission = access.seen(id);
        if (dossier.paperOf(admission, document) != item) {
            throw new NotFound("document " + document + " of " + item);
        }
        access.require(access.rights(admission, item).open(), admission, item);
        return dossier.open(admission, item, document, users.current()).download();
    }

    private interface Act {
        void by(CurrentUser user);
    }

    private interface Review {
        void by(AdmissionId admission, CurrentUser user);
    }

    private ModelAndView review(
            UUID id, ItemCode item, BindingResult errors, RedirectAttributes redirect, String done, Review review) {
        var admission = access.seen(id);
        access.require(access.rights(admission, item).reviews(), admission, item);
        return act(admission, item, errors, redirect, done, by -> review.by(admission, by));
    }

    private ModelAndView act(
            AdmissionId admission,
            ItemCode item,
            BindingResult errors,
            RedirectAttributes redirect,
            String done,
            Act act) {
        if (!errors.hasErrors()) {
            try {
                var user = users.current();
                act.by(user);
                drafts.discard(user, place(admission, item));
                Flash.success(redirect, "admission.item.done." + done);
                return new ModelAndView("redirect:/admission/cases/" + admission + "/items/" + item);
            } catch (RuleViolation violation) {
                show(violation, errors);
            }
        }
        return page(admission, item, HttpStatus.UNPROCESSABLE_CONTENT);
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

    private ModelAndView page(AdmissionId admission, ItemCode code, HttpStatus status) {
        var item = dossier.item(admission, code);
        return new ModelAndView("admission/dossier/item", status)
                .addObject("admission", admission)
                .addObject("candidate", pages.candidate(admission))
                .addObject("item", item)
                .addObject("versions", versions.of(item.scans()))
                .addObject("lines", pages.lines(item.acts()))
                .addObject("rights", access.rights(admission, code))
                .addObject("ofBallot", code.isOfBallot())
                .addObject("sealed", code.isSealed())
                .addObject("place", place(admission, code));
    }

    private static String place(AdmissionId admission, ItemCode item) {
        return "admission:item:" + admission + ":" + item;
    }
}
