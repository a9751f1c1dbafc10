package vn.chibo.shared.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.text.Normalizer;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Text as it comes from a browser, cleaned before anybody reads it, however they read it: composed accents (phones and
 * Macs send them apart), single line ends, and no control characters, of which PostgreSQL refuses NUL and a printed
 * paper all. Spaces stay: they may be part of a password.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10) // after the character encoding, before sign-in reads its fields
class TypedText extends OncePerRequestFilter {

    /** Line feeds and tabs stay; half a surrogate pair is no character. */
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{Cc}&&[^\n\t]]|\\p{Cs}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            if (!isUpload(request)) {
                request.getParameterMap(); // what cannot be read is refused here, before anybody is surprised by it
            }
            chain.doFilter(new Cleaned(request), response);
        } catch (InvalidParameterException e) {
            if (response.isCommitted()) {
                throw e;
            }
            request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, e.getErrorCode());
            request.getRequestDispatcher("/error").forward(new Unreadable(request), response);
        }
    }

    private static boolean isUpload(HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    static String clean(String text) {
        var lines = text.replace("\r\n", "\n").replace('\r', '\n');
        return NO_TEXT.matcher(Normalizer.normalize(lines, Normalizer.Form.NFC)).replaceAll("");
    }

    /** A request whose parameters the server could not read: too large, too many, broken escapes. It has none. */
    private static final class Unreadable extends HttpServletRequestWrapper {

        Unreadable(HttpServletRequest request) {
            super(request);
        }

        /** The answer is a page to look at; nobody asks a page for the token of the form that could not be read. */
        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public @Nullable String getParameter(String name) {
            return null;
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }
    }

    private static final class Cleaned extends HttpServletRequestWrapper {

        Cleaned(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getParameter(String name) {
            var text = super.getParameter(name);
            return text == null ? null : TypedText.clean(text);
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            var texts = super.getParameterValues(name);
            return texts == null ? null : all(texts);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            var cleaned = new LinkedHashMap<String, String[]>();
            super.getParameterMap().forEach((name, texts) -> cleaned.put(name, all(texts)));
            return Collections.unmodifiableMap(cleaned);
        }

        private static String[] all(String[] texts) {
            var cleaned = new String[texts.length];
            for (var i = 0; i < texts.length; i++) {
                cleaned[i] = TypedText.clean(texts[i]);
            }
            return cleaned;
        }
    }
}
