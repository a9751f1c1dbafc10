/** The task list and task pages: claim, hand over, draft, submit. Areas plug in through {@code inbox :: spi}. */
@ApplicationModule(allowedDependencies = {"engine", "identity", "organization", "cases", "policy", "shared"})
@NullMarked
package vn.chibo.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
