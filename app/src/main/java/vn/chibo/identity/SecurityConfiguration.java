package vn.chibo.identity;

import static org.springframework.security.config.Customizer.withDefaults;

import jakarta.servlet.DispatcherType;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;

/**
 * Everything needs a sign-in unless listed here. What a signed-in person may do is not decided by address but by
 * {@link Access}, asked by each page.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            + "frame-ancestors 'none'; manifest-src 'self'";

    @Bean
    SecurityFilterChain security(HttpSecurity http, Users users) throws Exception {
        // The token lives in a cookie, so the sign-in page needs no session and a form sent after the session's end
        // leads to the sign-in page instead of an error.
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax"));
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers("/assets/**", "/sign-in", "/error", "/actuator/health/**", "/actuator/health")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .access((who, context) -> new AuthorizationDecision(
                                users.find().map(CurrentUser::administrator).orElse(false)))
                        // a session whose account was disabled meanwhile counts as none
                        .anyRequest()
                        .access((who, context) ->
                                new AuthorizationDecision(users.find().isPresent())))
                .csrf(csrf -> csrf.csrfTokenRepository(tokens))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(
                                policy -> policy.policy("camera=(), microphone=(), geolocation=(), payment=()"))
                        .frameOptions(withDefaults()))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .formLogin(form -> form.loginPage("/sign-in")
                        .usernameParameter("username")
                        .passwordParameter("password")
                        .successHandler(SignInAnswers::signedIn)
                        .failureHandler(SignInAnswers::refused))
                .logout(logout -> logout.logoutUrl("/sign-out")
                        .logoutSuccessUrl("/sign-in?out")
                        .deleteCookies("chibo-session"))
                .exceptionHandling(problems -> problems.authenticationEntryPoint(SignInAnswers::askToSignIn)
                        .accessDeniedHandler(SignInAnswers::denied))
                .build();
    }

    /** Two answers of one session at once, each with a word to show on the next page: the second takes the place of the first. */
    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer crossedSessionChanges() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }

    /** bcrypt, named in the hash, so that a later change of algorithm leaves old hashes readable. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(BCRYPT_STRENGTH)));
    }

    /** About a quarter of a second on a small server: slow for guessing, bearable for a sign-in a day. */
    private static final int BCRYPT_STRENGTH = 12;
}
