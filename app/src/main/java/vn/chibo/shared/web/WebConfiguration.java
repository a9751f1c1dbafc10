package vn.chibo.shared.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.Formatter;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/** Vietnamese first, English on demand ({@code ?lang=en}, kept in a cookie); dates and times as people write them. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    @Bean
    LocaleResolver localeResolver() {
        var resolver = new CookieLocaleResolver("chibo-language");
        resolver.setDefaultLocale(VIETNAMESE);
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        resolver.setRejectInvalidCookies(false);
        return resolver;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var languages = localeResolver();
        registry.addInterceptor(new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                var language = request.getParameter("lang");
                if ("en".equals(language) || "vi".equals(language)) {
                    languages.setLocale(request, response, Locale.forLanguageTag(language));
                }
                return true;
            }
        });
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addFormatter(new DateFormatter());
        registry.addFormatter(new TimeFormatter());
    }

    /** 05/11/2026, also without the zeros; 31/02 is an error, not the 28th. ISO dates come from links. */
    static final class DateFormatter implements Formatter<LocalDate> {

        private static final List<DateTimeFormatter> ACCEPTED = List.of(
                DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT),
                DateTimeFormatter.ISO_LOCAL_DATE.withResolverStyle(ResolverStyle.STRICT));

        @Override
        public LocalDate parse(String text, Locale locale) {
            var stripped = text.strip();
            var date = LocalDate.parse(stripped, ACCEPTED.get(stripped.contains("/") ? 0 : 1));
            // a mistyped century is a mistake too, and PostgreSQL knows no year 999999999
            if (date.getYear() < 1900 || date.getYear() > 2200) {
                throw new IllegalArgumentException("Year out of range");
            }
            return date;
        }

        @Override
        public String print(LocalDate date, Locale locale) {
            return DateTimeFormatter.ofPattern("dd/MM/uuuu").format(date);
        }
    }

    /** 19:30, also 7:05 and 19h30. */
    static final class TimeFormatter implements Formatter<LocalTime> {

        private static final DateTimeFormatter ACCEPTED =
                DateTimeFormatter.ofPattern("H:mm").withResolverStyle(ResolverStyle.STRICT);

        @Override
        public LocalTime parse(String text, Locale locale) {
            return LocalTime.parse(text.strip().toLowerCase(Locale.ROOT).replace('h', ':'), ACCEPTED);
        }

        @Override
        public String print(LocalTime time, Locale locale) {
            return DateTimeFormatter.ofPattern("HH:mm").format(time);
        }
    }
}
