/** The Camunda engine: client, deployment, workers, commands that leave after the commit, read model. Knows no domain word. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package vn.chibo.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
