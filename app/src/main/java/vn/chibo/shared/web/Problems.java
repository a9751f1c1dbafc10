package vn.chibo.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers a failure in the form the caller can read: a page for browsers, one sentence for an in-place change by htmx,
 * a {@link ProblemDetail} for JSON. Never shows an exception's own message.
 */
@Component
class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String REFERENCE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    /** Request attribute by which a filter names the page, such as {@code stale}. */
    private static final String PROBLEM = "vn.chibo.problem";

    private static final SecureRandom RANDOM = new SecureRandom();

    /** @param detail a sentence for the user, or null when the status says it all */
    Object answer(
            HttpServletRequest request, HttpServletResponse response, HttpStatusCode status, @Nullable String detail) {
        return answer(request, response, status, detail, null);
    }

    /** An error nobody foresaw: logged once, under the reference that the user sees. */
    Object unexpected(HttpServletRequest request, HttpServletResponse response, @Nullable Throwable error) {
        var reference = reference();
        LOG.error("Error {} on {} {} account={}", reference, request.getMethod(), path(request), account(), error);
        return answer(request, response, HttpStatus.INTERNAL_SERVER_ERROR, null, reference);
    }

    private Object answer(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpStatusCode status,
            @Nullable String detail,
            @Nullable String reference) {
        if (wantsJson(request)) {
            return json(status, detail, reference);
        }
        if (detail != null && inPlace(request)) {
            response.setHeader("HX-Retarget", "#request-problem");
            response.setHeader("HX-Reswap", "outerHTML show:top");
            return new ModelAndView("fragments/problem :: box(text=${detail})", HttpStatus.UNPROCESSABLE_CONTENT)
                    .addObject("detail", detail);
        }
        return new ModelAndView("error/problem", HttpStatus.valueOf(status.value()))
                .addObject("problem", pageOf(request, status))
                .addObject("detail", detail)
                .addObject("reference", reference)
                .addObject("back", pageBefore(request));
    }

    private static ResponseEntity<ProblemDetail> json(
            HttpStatusCode status, @Nullable String detail, @Nullable String reference) {
        var problem = ProblemDetail.forStatus(status);
        problem.setDetail(detail);
        if (reference != null) {
            problem.setProperty("reference", reference);
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static String pageOf(HttpServletRequest request, HttpStatusCode status) {
        if (request.getAttribute(PROBLEM) instanceof String named) {
            return named;
        }
        return switch (status.value()) {
            case 401, 403 -> "403";
            case 404 -> "404";
            case 405 -> "405";
            case 409 -> "409";
            case 413 -> "413";
            case 422 -> "422";
            case 503 -> "503";
            default -> status.is4xxClientError() ? "400" : "500";
        };
    }

    static boolean wantsJson(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return accept != null && accept.contains("json") && !accept.contains("text/html");
    }

    /** An htmx request that changes part of a page; a boosted form wants the whole page. */
    private static boolean inPlace(HttpServletRequest request) {
        return "true".equals(request.getHeader("HX-Request")) && !"true".equals(request.getHeader("HX-Boosted"));
    }

    /** The page the person came from, when it is one of ours. */
    static @Nullable String pageBefore(HttpServletRequest request) {
        var referer = request.getHeader("Referer");
        if (referer == null) {
            return null;
        }
        try {
            var uri = URI.create(referer);
            var path = uri.getRawPath();
            if (!request.getServerName().equals(uri.getHost())
                    || path == null
                    || !path.startsWith("/")
                    || path.startsWith("//")) {
                return null;
            }
            return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Path without query: what people typed never reaches the log. */
    static String path(HttpServletRequest request) {
        return request.getRequestURI().replaceAll("[\\r\\n]", "_");
    }

    /** The account id, as the signed-in principal is called; "-" when nobody is. */
    static String account() {
        var who = SecurityContextHolder.getContext().getAuthentication();
        return who == null ? "-" : who.getName();
    }

    private static String reference() {
        var text = new StringBuilder();
        for (var i = 0; i < 8; i++) {
            text.append(REFERENCE_LETTERS.charAt(RANDOM.nextInt(REFERENCE_LETTERS.length())));
        }
        return text.insert(4, '-').toString();
    }
}
