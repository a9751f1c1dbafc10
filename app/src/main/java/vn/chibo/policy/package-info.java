/** The numbers rules depend on, by scope and date with their legal source; the working-day calendar. */
@ApplicationModule(allowedDependencies = {"organization", "identity", "shared"})
@NullMarked
package vn.chibo.policy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
