/**
 * Whether engine, read model and cases still agree: a job that compares them, repairs what is safe and lists the rest
 * for administrators. What is repaired, and why that is safe, is in {@code docs/adr/0009-reconciliation.md}.
 *
 * <p>What is late and why, for those above, and what they do about it. Others learn of that from
 * {@link SupervisorReminded}, {@link TasksPassedOn} and {@link CaseCancelled}.
 */
@ApplicationModule(
        allowedDependencies = {"engine", "cases", "cases :: spi", "inbox :: spi", "identity", "organization", "shared"})
@NullMarked
package vn.chibo.monitoring;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
