package vn.chibo;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

    @Test
    void modulesKeepToTheirDependencies() {
        ApplicationModules.of(ChiboApplication.class).verify();
    }
}
