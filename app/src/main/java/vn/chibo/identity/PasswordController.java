package vn.chibo.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.shared.Flash;
import vn.chibo.shared.RuleViolation;

/** One's own password. Also where everybody lands whose password was set by somebody else. */
@Controller
@RequestMapping("/password")
class PasswordController {

    private final Users users;
    private final Accounts accounts;

    PasswordController(Users users, Accounts accounts) {
        this.users = users;
        this.accounts = accounts;
    }

    @GetMapping
    ModelAndView show() {
        return page(new Form(null, null, null), HttpStatus.OK);
    }

    @PostMapping
    ModelAndView change(
            @ModelAttribute("form") Form form,
            BindingResult errors,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        if (!text(form.password()).equals(text(form.repeated()))) {
            errors.rejectValue("repeated", "identity.password.notTheSame");
        }
        if (!errors.hasErrors()) {
            try {
                accounts.changeOwnPassword(
                        users.current(),
                        text(form.current()),
                        text(form.password()),
                        request.getSession().getId());
            } catch (RuleViolation violation) {
                errors.rejectValue(violation.field() == null ? "password" : violation.field(), violation.messageKey());
            }
        }
        if (errors.hasErrors()) {
            return new ModelAndView("identity/password", HttpStatus.UNPROCESSABLE_CONTENT)
                    .addObject("forced", users.mustChangePassword());
        }
        request.changeSessionId();
        Flash.success(redirect, "identity.password.changed");
        return new ModelAndView("redirect:/");
    }

    private ModelAndView page(Form form, HttpStatus status) {
        return new ModelAndView("identity/password", status)
                .addObject("form", form)
                .addObject("forced", users.mustChangePassword());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    record Form(
            @Nullable String current,
            @Nullable String password,
            @Nullable String repeated) {

        @Override
        public String toString() {
            return "PasswordController.Form";
        }
    }
}
