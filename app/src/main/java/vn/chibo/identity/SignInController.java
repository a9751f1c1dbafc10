package vn.chibo.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The sign-in page; the check itself is a filter's. Signed-in people are sent on to their work. */
@Controller
class SignInController {

    private final Users users;
    private final Clock clock;

    SignInController(Users users, Clock clock) {
        this.users = users;
        this.clock = clock;
    }

    @GetMapping("/")
    String home() {
        return "redirect:/inbox";
    }

    @GetMapping("/sign-in")
    String show(
            @RequestParam(name = SignInAnswers.CONTINUE, required = false) @Nullable String target,
            @RequestParam(required = false) @Nullable String expired,
            @RequestParam(required = false) @Nullable String out,
            Model model) {
        if (users.find().isPresent()) {
            var path = SignInAnswers.localPath(target);
            return "redirect:" + (path == null ? "/" : path);
        }
        model.addAttribute("target", SignInAnswers.localPath(target));
        model.addAttribute("expired", expired != null);
        model.addAttribute("out", out != null);
        return "identity/sign-in";
    }

    /** Forwarded to by the filter: the page again, the account name kept, the password not. */
    @PostMapping("/sign-in/refused")
    ModelAndView refused(
            HttpServletRequest request,
            @RequestParam(name = "username", required = false) @Nullable String username,
            @RequestParam(name = SignInAnswers.CONTINUE, required = false) @Nullable String target) {
        var page = new ModelAndView("identity/sign-in", HttpStatus.UNPROCESSABLE_CONTENT);
        page.addObject("username", username != null && username.length() <= 100 ? username : null);
        page.addObject("target", SignInAnswers.localPath(target));
        page.addObject("wrong", true);
        if (request.getAttribute(SignInAnswers.REFUSED_UNTIL) instanceof Instant until) {
            var seconds = Math.max(1, Duration.between(clock.instant(), until).toSeconds() + 1);
            page.addObject("waitMinutes", (seconds + 59) / 60);
        }
        return page;
    }
}
