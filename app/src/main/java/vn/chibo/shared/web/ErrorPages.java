package vn.chibo.shared.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what failed outside the controllers: in a filter, in a template, in the container. */
@Controller
class ErrorPages implements ErrorController {

    private final Problems problems;

    ErrorPages(Problems problems) {
        this.problems = problems;
    }

    @RequestMapping("${spring.web.error.path:/error}")
    Object show(HttpServletRequest request, HttpServletResponse response) {
        var code = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var status = code == null ? HttpStatus.NOT_FOUND : HttpStatus.resolve(code);
        if (status == null || status.is5xxServerError()) {
            return problems.unexpected(
                    request, response, (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION));
        }
        return problems.answer(request, response, status, null);
    }
}
