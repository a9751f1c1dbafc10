package vn.chibo.organization.workbook;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Loads the sample commune at the first start on an empty database, through the same import as everybody's workbooks.
 * Runs before the accounts are made (order 20), which need its members.
 */
@Component
@Order(10)
@ConditionalOnBooleanProperty("chibo.sample")
class SampleLoader implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(SampleLoader.class);
    private static final String FILE = "xa-mau.xlsx";

    private final WorkbookImports imports;

    SampleLoader(WorkbookImports imports) {
        this.imports = imports;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        var content = new ClassPathResource("samples/" + FILE).getContentAsByteArray();
        if (imports.importSample(content, FILE)) {
            log.info("Loaded the sample commune");
        }
    }
}
