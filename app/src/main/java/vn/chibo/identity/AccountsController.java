package vn.chibo.identity;

import java.time.Clock;
import java.util.UUID;
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
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.organization.Organizations;
import vn.chibo.shared.AccessRefused;
import vn.chibo.shared.DomainTime;
import vn.chibo.shared.Flash;
import vn.chibo.shared.RuleViolation;

/** The administrator's list of accounts. A made-up password is shown once, in the answer itself, and stored nowhere. */
@Controller
@RequestMapping("/admin/accounts")
class AccountsController {

    private static final int LISTED = 200;

    private final Accounts accounts;
    private final Users users;
    private final Access access;
    private final Organizations organizations;
    private final Clock clock;

    AccountsController(Accounts accounts, Users users, Access access, Organizations organizations, Clock clock) {
        this.accounts = accounts;
        this.users = users;
        this.access = access;
        this.organizations = organizations;
        this.clock = clock;
    }

    /** A bean, not a record: a value that cannot be read must not lose the others. */
    static final class Form {

        private @Nullable String username;
        private @Nullable String memberCode;
        private boolean administrator;

        public @Nullable String getUsername() {
            return username;
        }

        public void setUsername(@Nullable String username) {
            this.username = username;
        }

        public @Nullable String getMemberCode() {
            return memberCode;
        }

        public void setMemberCode(@Nullable String memberCode) {
            this.memberCode = memberCode;
        }

        public boolean isAdministrator() {
            return administrator;
        }

        public void setAdministrator(boolean administrator) {
            this.administrator = administrator;
        }
    }

    @GetMapping
    ModelAndView list(@RequestParam(defaultValue = "") String search) {
        requireAdministrator();
        return page(search, HttpStatus.OK).addObject("form", new Form());
    }

    @PostMapping
    ModelAndView create(@ModelAttribute("form") Form form, BindingResult errors) {
        requireAdministrator();
        var code = text(form.getMemberCode());
        var member = code.isEmpty()
                ? null
                : organizations.memberByCode(code, DomainTime.today(clock)).orElse(null);
        if (!code.isEmpty() && member == null) {
            errors.rejectValue("memberCode", "identity.account.noSuchMember");
        }
        if (!errors.hasErrors()) {
            try {
                var password = accounts.create(
                        text(form.getUsername()), member == null ? null : member.id(), form.isAdministrator());
                return page("", HttpStatus.OK)
                        .addObject("form", new Form())
                        .addObject("madeFor", text(form.getUsername()).toLowerCase(java.util.Locale.ROOT))
                        .addObject("password", password);
            } catch (RuleViolation violation) {
                errors.rejectValue(violation.field() == null ? "username" : violation.field(), violation.messageKey());
            }
        }
        return page("", HttpStatus.UNPROCESSABLE_CONTENT);
    }

    @PostMapping("/{id}/password-reset")
    ModelAndView resetPassword(@PathVariable UUID id) {
        requireAdministrator();
        var password = accounts.resetPassword(id);
        return page("", HttpStatus.OK)
                .addObject("form", new Form())
                .addObject("madeFor", accounts.username(id))
                .addObject("password", password);
    }

    @PostMapping("/{id}/disabling")
    String disable(@PathVariable UUID id, RedirectAttributes redirect) {
        requireAdministrator();
        accounts.disable(id, users.current());
        Flash.success(redirect, "identity.account.disabledNow", accounts.username(id));
        return "redirect:/admin/accounts";
    }

    @PostMapping("/{id}/enabling")
    String enable(@PathVariable UUID id, RedirectAttributes redirect) {
        requireAdministrator();
        accounts.enable(id);
        Flash.success(redirect, "identity.account.enabledNow", accounts.username(id));
        return "redirect:/admin/accounts";
    }

    private ModelAndView page(String search, HttpStatus status) {
        var part = search.length() > 50 ? search.substring(0, 50) : search;
        return new ModelAndView("identity/accounts", status)
                .addObject("search", part)
                .addObject("zone", DomainTime.ZONE)
                .addObject("accounts", accounts.search(part, LISTED))
                .addObject("limit", LISTED);
    }

    private void requireAdministrator() {
        if (!access.mayAdminister()) {
            throw new AccessRefused("accounts");
        }
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
