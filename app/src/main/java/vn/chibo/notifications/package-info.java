/**
 * Tells people what happened without their having a task: listens to the events of the areas and of monitoring, and keeps
 * a notice for everybody concerned who has an account. Nobody calls this module; pages learn of unread notices through
 * {@code shared}.
 */
@ApplicationModule(allowedDependencies = {"admission", "meetings", "monitoring", "identity", "organization", "shared"})
@NullMarked
package vn.chibo.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
