package vn.chibo.documents;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {

    @Bean
    DocumentFiles documentFiles(DocumentSettings settings) {
        return new DocumentFiles(settings.directory());
    }

    @Bean
    VirusScanner virusScanner(DocumentSettings settings) {
        return settings.clamav().isBlank()
                ? file -> VirusScanner.Verdict.NOT_SCANNED
                : new ClamAv(settings.clamav().strip(), settings.clamavTimeout());
    }
}
