package vn.chibo.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.UriComponentsBuilder;
import org.thymeleaf.context.LazyContextVariable;
import vn.chibo.organization.MemberId;
import vn.chibo.organization.Office;
import vn.chibo.organization.OfficeHolding;
import vn.chibo.shared.PageFrame;
import vn.chibo.shared.UnreadNotices;

/** Gives every page its frame: who is signed in, where they may go, the other language. */
@Configuration(proxyBeanMethods = false)
class PageFrames implements WebMvcConfigurer, HandlerInterceptor {

    /** Where each entry leads and whom it is shown to; the pages themselves ask {@link Access}. */
    private record Entry(
            String path, String labelKey, @Nullable Permission permission) {}

    private static final List<Entry> ENTRIES = List.of(
            new Entry("/inbox", "shared.nav.inbox", null),
            new Entry("/calendar", "shared.nav.calendar", Permission.CASE_VIEW),
            new Entry("/meetings", "shared.nav.meetings", Permission.CASE_VIEW),
            new Entry("/admission", "shared.nav.admission", Permission.ADMISSION_VIEW),
            new Entry("/overdue", "shared.nav.overdue", Permission.SUPERVISE),
            new Entry("/kpi", "shared.nav.kpi", Permission.SUPERVISE),
            new Entry("/organization", "shared.nav.organization", Permission.UNIT_VIEW),
            new Entry("/policy", "shared.nav.policy", Permission.POLICY_VIEW),
            new Entry("/admin/accounts", "shared.nav.accounts", Permission.SYSTEM_ADMINISTER),
            new Entry("/admin/health", "shared.nav.health", Permission.SYSTEM_ADMINISTER),
            new Entry("/admin/reconciliation", "shared.nav.reconciliation", Permission.SYSTEM_ADMINISTER));

    private static final Set<String> OPEN_BEFORE_PASSWORD = Set.of("/password", "/sign-in", "/error");

    private final ObjectProvider<Users> users;
    private final ObjectProvider<UnreadNotices> notices;

    PageFrames(ObjectProvider<Users> users, ObjectProvider<UnreadNotices> notices) {
        this.users = users;
        this.notices = notices;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).excludePathPatterns("/assets/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        request.setAttribute("frame", new LazyContextVariable<PageFrame>() {
            @Override
            protected PageFrame loadValue() {
                return frame(request);
            }
        });
        return !sentToPassword(request, response);
    }

    /** Whose password was set by somebody else may do nothing before choosing one. */
    private boolean sentToPassword(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var service = users.getIfAvailable();
        var path = request.getServletPath();
        if (service == null || OPEN_BEFORE_PASSWORD.contains(path) || !service.mustChangePassword()) {
            return false;
        }
        response.sendRedirect(request.getContextPath() + "/password");
        return true;
    }

    private PageFrame frame(HttpServletRequest request) {
        var service = users.getIfAvailable();
        var user = service == null ? null : service.find().orElse(null);
        return new PageFrame(
                user == null ? null : user.displayName(),
                user == null ? List.of() : navigation(user, request.getServletPath()),
                user == null || user.member() == null ? null : unread(user.member()),
                otherLanguageUrl(request),
                user == null
                        ? List.of()
                        : user.offices().stream()
                                .filter(OfficeHolding::onBehalf)
                                .map(held -> new PageFrame.OnBehalf(
                                        "organization.office." + held.office().name(), held.unitCode()))
                                .toList());
    }

    private @Nullable Long unread(MemberId member) {
        var kept = notices.getIfAvailable();
        return kept == null ? null : kept.count(member.value());
    }

    static List<PageFrame.Item> navigation(CurrentUser user, String path) {
        Set<Permission> held = EnumSet.noneOf(Permission.class);
        for (var permission : Permission.values()) {
            if (user.administrator() && Rights.forInstallation(permission)
                    || offices(user).stream().anyMatch(office -> Rights.inOwnUnit(permission, office))) {
                held.add(permission);
            }
        }
        if (!user.administrator()) {
            held.remove(Permission.SYSTEM_ADMINISTER);
        }
        var items = new ArrayList<PageFrame.Item>();
        for (var entry : ENTRIES) {
            if (entry.permission() == null || held.contains(entry.permission())) {
                var active = path.equals(entry.path()) || path.startsWith(entry.path() + "/");
                items.add(new PageFrame.Item(entry.path(), entry.labelKey(), active));
            }
        }
        return items;
    }

    private static List<Office> offices(CurrentUser user) {
        return user.offices().stream().map(held -> held.office()).distinct().toList();
    }

    /** The same page in the other language; none after a form was sent, where a link would lose what was typed. */
    private static @Nullable String otherLanguageUrl(HttpServletRequest request) {
        if (!request.getMethod().equals("GET")) {
            return null;
        }
        var other = RequestContextUtils.getLocale(request).getLanguage().equals("en") ? "vi" : "en";
        return UriComponentsBuilder.fromPath(request.getRequestURI())
                .query(request.getQueryString())
                .replaceQueryParam("lang", other)
                .build()
                .toUriString();
    }
}
