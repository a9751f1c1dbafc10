/**
 * Admission of a Party member, from the application over cell, committees and ceremony to the end of probation. Runs
 * {@code processes/admission/*.bpmn}.
 */
@ApplicationModule(
        allowedDependencies = {
            "engine",
            "inbox :: spi",
            "cases",
            "cases :: spi",
            "policy",
            "identity",
            "organization",
            "shared"
        })
@NullMarked
package vn.chibo.admission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
