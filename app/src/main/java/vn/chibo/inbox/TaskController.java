package vn.chibo.inbox;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.chibo.identity.Users;
import vn.chibo.inbox.forms.FilledForm;
import vn.chibo.organization.MemberId;
import vn.chibo.shared.Flash;
import vn.chibo.shared.RuleViolation;

/** The page of one task: what, why, until when and by which rule, and its form. */
@Controller
@RequestMapping("/tasks/{key}")
class TaskController {

    private final TaskWork work;
    private final TaskPages pages;
    private final Users users;

    TaskController(TaskWork work, TaskPages pages, Users users) {
        this.work = work;
        this.pages = pages;
        this.users = users;
    }

    @GetMapping
    ModelAndView show(@PathVariable long key, @RequestParam(defaultValue = "false") boolean taken) {
        var user = users.current();
        var opened = work.open(user, key);
        if (opened.submittedByUser()) {
            return new ModelAndView("redirect:/tasks/" + key + "/done");
        }
        return pages.task(user, opened).addObject("taken", taken);
    }

    @PostMapping("/claim")
    String claim(@PathVariable long key) {
        return back(key, work.claim(users.current(), key));
    }

    @PostMapping("/release")
    String release(@PathVariable long key) {
        return back(key, work.release(users.current(), key));
    }

    @PostMapping("/hand-over")
    String handOver(@PathVariable long key, @RequestParam UUID member, RedirectAttributes redirect) {
        if (!work.handOver(users.current(), key, new MemberId(member))) {
            return back(key, false);
        }
        Flash.success(redirect, "inbox.handedOver");
        return "redirect:/inbox";
    }

    /** Which components these inputs hide; the page asks while it is being filled in. */
    @PostMapping("/conditions")
    @ResponseBody
    Map<String, List<String>> conditions(@PathVariable long key, @RequestParam MultiValueMap<String, String> inputs) {
        var opened = work.open(users.current(), key);
        return Map.of("hidden", work.form(opened, inputs).hiddenIds());
    }

    @PostMapping("/submission")
    ModelAndView submit(@PathVariable long key, @RequestParam MultiValueMap<String, String> inputs) {
        var user = users.current();
        var opened = work.open(user, key);
        if (opened.known().submitted() || !opened.known().open()) {
            return done(key, TaskWork.Result.ALREADY_DONE);
        }
        var ownPage = work.ownPage(opened);
        if (ownPage.isPresent()) {
            return new ModelAndView("redirect:" + ownPage.get()); // done there, not by a form
        }
        var filled = work.form(opened, inputs);
        if (!filled.isValid()) {
            return again(pages.task(user, opened, filled));
        }
        try {
            return done(key, work.submit(user, key, filled));
        } catch (RuleViolation violation) {
            return refused(pages, opened, filled, violation);
        }
    }

    private ModelAndView refused(TaskPages pages, TaskWork.Opened opened, FilledForm filled, RuleViolation violation) {
        var field = violation.field();
        var shown = field != null && filled.reject(field, violation.messageKey(), violation.arguments());
        var page = pages.task(users.current(), opened, filled);
        if (shown) {
            return again(page);
        }
        var told = field == null
                ? violation
                : work.missingIn(filled, field)
                        .map(label -> new RuleViolation("inbox.form.outdated", label))
                        .orElse(violation);
        return again(page.addObject("violation", pages.text(told)));
    }

    private static ModelAndView again(ModelAndView page) {
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static ModelAndView done(long key, TaskWork.Result result) {
        return new ModelAndView(
                switch (result) {
                    case RECORDED -> "redirect:/tasks/" + key + "/done";
                    case ALREADY_DONE -> "redirect:/tasks/" + key + "/done?already=true";
                    case TAKEN_BY_COLLEAGUE -> "redirect:/tasks/" + key + "?taken=true";
                });
    }

    private static String back(long key, boolean done) {
        return "redirect:/tasks/" + key + (done ? "" : "?taken=true");
    }

    @GetMapping("/done")
    ModelAndView done(@PathVariable long key, @RequestParam(defaultValue = "false") boolean already) {
        var user = users.current();
        var opened = work.open(user, key);
        if (opened.known().open() && !opened.known().submitted()) {
            return new ModelAndView("redirect:/tasks/" + key);
        }
        return pages.done(user, opened).addObject("already", already).addObject("attempt", 0);
    }

    /** The next task of the same case as soon as the engine has made it; asked a few times, a second apart. */
    @GetMapping("/next")
    ModelAndView next(@PathVariable long key, @RequestParam int attempt) {
        var user = users.current();
        var page = pages.done(user, work.open(user, key)).addObject("attempt", attempt);
        page.setViewName("inbox/done :: next");
        return page;
    }
}
