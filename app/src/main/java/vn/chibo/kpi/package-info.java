/**
 * Figures of any unit and period ({@code domain/kpis.md}). Areas say what they count, by {@link vn.chibo.kpi.KpiArea};
 * counts of a cell and month are kept, reckoned anew when a case of that month changes, and added up along the tree.
 * Percentages are made on display. Knows no area; {@code docs/adr/0015-figures.md} says why it is so.
 */
@ApplicationModule(allowedDependencies = {"cases", "identity", "organization", "policy", "shared"})
@NullMarked
package vn.chibo.kpi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
