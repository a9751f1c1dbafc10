package vn.chibo.identity;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfException;

/** Where a request goes around the sign-in: to the sign-in page when nobody is known, back to where one was afterwards. */
final class SignInAnswers {

    static final String CONTINUE = "continue";
    static final String REFUSED_UNTIL = "refusedUntil";
    private static final Logger LOG = LoggerFactory.getLogger(SignInAnswers.class);

    private SignInAnswers() {}

    /** Nobody is signed in, or not any more. */
    static void askToSignIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        var htmx = request.getHeader("HX-Request") != null;
        var url = request.getContextPath() + "/sign-in";
        var from = pageOf(request);
        if (from != null && !from.equals("/")) {
            url += "?" + CONTINUE + "=" + URLEncoder.encode(from, StandardCharsets.UTF_8);
        }
        if (request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid()) {
            url += (url.contains("?") ? "&" : "?") + "expired";
        }
        if (htmx) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("HX-Redirect", url);
        } else if (wantsJson(request)) {
            response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
        } else {
            response.sendRedirect(url);
        }
    }

    static void signedIn(HttpServletRequest request, HttpServletResponse response, Authentication who)
            throws IOException {
        var target = localPath(request.getParameter(CONTINUE));
        response.sendRedirect(request.getContextPath() + (target == null ? "/" : target));
    }

    /** The page again, with the account name still in its field. */
    static void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException, ServletException {
        if (e instanceof SignIn.Refused wait) {
            request.setAttribute(REFUSED_UNTIL, wait.until);
        } else if (!(e instanceof BadCredentialsException)) {
            LOG.error("Sign-in failed", e);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        request.getRequestDispatcher("/sign-in/refused").forward(request, response);
    }

    /**
     * A missing or outdated token means an old page: without a sign-in, sign in again; else the page must be reloaded.
     * A session whose account was disabled ends here.
     */
    static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException, ServletException {
        var who = SecurityContextHolder.getContext().getAuthentication();
        var signedIn = who != null && who.getPrincipal() instanceof SignedIn;
        var oldPage = e instanceof CsrfException;
        if (!oldPage && !request.getServletPath().startsWith("/actuator")) {
            var session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
            signedIn = false;
        }
        if (!signedIn || who == null) {
            askToSignIn(request, response, new InsufficientAuthenticationException("not signed in", e));
            return;
        }
        LOG.warn(
                "Refused: {} on {} {} account={}",
                oldPage ? "old page" : "by address",
                request.getMethod(),
                request.getRequestURI().replaceAll("[\\r\\n]", "_"),
                who.getName());
        if (oldPage) {
            request.setAttribute("vn.chibo.problem", "stale");
        }
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, HttpServletResponse.SC_FORBIDDEN);
        request.getRequestDispatcher("/error").forward(request, response);
    }

    /** The page the person is on: what was asked for, or where the form that was sent stands. */
    private static @Nullable String pageOf(HttpServletRequest request) {
        if (request.getMethod().equals("GET") && request.getHeader("HX-Request") == null) {
            var query = request.getQueryString();
            return localPath(request.getServletPath() + (query == null ? "" : "?" + query));
        }
        var page = request.getHeader("HX-Current-URL");
        page = page == null ? request.getHeader("Referer") : page;
        if (page == null) {
            return null;
        }
        try {
            var uri = URI.create(page);
            if (!request.getServerName().equals(uri.getHost())) {
                return null;
            }
            return localPath(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The path when it stays on this site, else null: a sign-in must not send people elsewhere. */
    static @Nullable String localPath(@Nullable String path) {
        var local = path != null
                && path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().noneMatch(c -> c == '\\' || c <= ' ' || c == 127)
                && !path.startsWith("/sign-in")
                && path.length() <= 500;
        return local ? path : null;
    }

    private static boolean wantsJson(HttpServletRequest request) {
        var accept = request.getHeader("Accept");
        return accept != null && accept.contains("json") && !accept.contains("text/html");
    }
}
