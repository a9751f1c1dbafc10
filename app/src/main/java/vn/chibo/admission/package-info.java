/**
 * Admission of a Party member, from the prospective list and the application over cell, committees and ceremony to the end
 * of probation. Runs {@code processes/admission/*.bpmn} and asks {@code processes/admission/admission-eligibility.dmn}.
 */
@ApplicationModule(
        allowedDependencies = {
            "agenda",
            "engine",
            "inbox :: spi",
            "cases",
            "cases :: spi",
            "kpi",
            "policy",
            "documents",
            "identity",
            "organization",
            "shared"
        })
@NullMarked
package vn.chibo.admission;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
