package vn.chibo.shared.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Takes every address nothing else takes and finds nothing there, so that the page that says so has its frame. It has no
 * place to look in: each link of each page is put to it when the page is made, and looking into the jar for all of them took
 * two fifths of the application's time. Files are under {@code /assets/} alone (application.yaml).
 */
@Configuration(proxyBeanMethods = false)
class UnknownAddresses implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/**");
    }
}
