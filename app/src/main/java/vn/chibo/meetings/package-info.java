/** Monthly meetings of a party cell, from registering the date to the verified score. Runs {@code processes/meetings/*.bpmn}. */
@ApplicationModule(
        allowedDependencies = {
            "agenda",
            "engine",
            "inbox :: spi",
            "cases",
            "cases :: spi",
            "kpi",
            "policy",
            "identity",
            "organization",
            "shared"
        })
@NullMarked
package vn.chibo.meetings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
