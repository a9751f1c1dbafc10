package vn.chibo.meetings.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
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
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.identity.Access;
import vn.chibo.identity.Permission;
import vn.chibo.identity.Users;
import vn.chibo.inbox.spi.DraftBox;
import vn.chibo.meetings.PetitionView;
import vn.chibo.meetings.Petitions;
import vn.chibo.shared.Flash;
import vn.chibo.shared.RuleViolation;

/** What cells propose: the committee office names who answers and until when, and records the answer. */
@Controller
@RequestMapping("/petitions")
class PetitionController {

    private final Petitions petitions;
    private final Access access;
    private final Users users;
    private final DraftBox drafts;

    PetitionController(Petitions petitions, Access access, Users users, DraftBox drafts) {
        this.petitions = petitions;
        this.access = access;
        this.users = users;
        this.drafts = drafts;
    }

    @GetMapping
    String list(Model model) {
        var committees = access.scopes(Permission.CALENDAR_MANAGE);
        model.addAttribute("open", petitions.open(committees));
        model.addAttribute("answered", petitions.answered(committees));
        return "meetings/petitions";
    }

    record AnswerForm(@NotBlank @Size(max = 4000) @Nullable String answer) {}

    @GetMapping("/{id}")
    ModelAndView show(@PathVariable UUID id) {
        require(id);
        return withAnswer(withOwner(page(id, HttpStatus.OK)));
    }

    @PostMapping("/{id}/owner")
    ModelAndView handOver(
            @PathVariable UUID id,
            @Valid @ModelAttribute("owner") OwnerForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        require(id);
        if (!errors.hasErrors()) {
            try {
                petitions.handOver(
                        id,
                        Objects.requireNonNull(form.getOwner()).strip(),
                        Objects.requireNonNull(form.getDueOn()),
                        users.current());
                Flash.success(redirect, "meetings.petition.handedOver");
                return new ModelAndView("redirect:/petitions");
            } catch (RuleViolation violation) {
                Violations.show(violation, errors);
            }
        }
        return withAnswer(page(id, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    @PostMapping("/{id}/answer")
    ModelAndView answer(
            @PathVariable UUID id,
            @Valid @ModelAttribute("form") AnswerForm form,
            BindingResult errors,
            RedirectAttributes redirect) {
        require(id);
        if (!errors.hasErrors()) {
            try {
                petitions.answer(id, Objects.requireNonNull(form.answer()).strip(), users.current());
                drafts.discard(users.current(), "petition:" + id);
                Flash.success(redirect, "meetings.petition.answered");
                return new ModelAndView("redirect:/petitions");
            } catch (RuleViolation violation) {
                Violations.show(violation, errors);
            }
        }
        return withOwner(page(id, HttpStatus.UNPROCESSABLE_CONTENT));
    }

    private ModelAndView page(UUID id, HttpStatus status) {
        return new ModelAndView("meetings/petition", status).addObject("petition", petitions.get(id));
    }

    /** The form that was not sent, as stored; the one that was sent stays as typed. */
    private static ModelAndView withOwner(ModelAndView page) {
        var petition = (PetitionView) Objects.requireNonNull(page.getModel().get("petition"));
        var form = new OwnerForm();
        form.setOwner(petition.owner());
        form.setDueOn(petition.dueOn());
        return page.addObject("owner", form);
    }

    private static ModelAndView withAnswer(ModelAndView page) {
        var petition = (PetitionView) Objects.requireNonNull(page.getModel().get("petition"));
        return page.addObject("form", new AnswerForm(petition.answer()));
    }

    private void require(UUID id) {
        access.require(Permission.CALENDAR_MANAGE, petitions.committee(id));
    }
}
