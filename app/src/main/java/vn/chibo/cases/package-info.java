/** The registry every process instance belongs to: kind, organisation, policy snapshot, deadlines and the history people read. */
@ApplicationModule(allowedDependencies = {"organization", "identity", "policy", "shared"})
@NullMarked
package vn.chibo.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
