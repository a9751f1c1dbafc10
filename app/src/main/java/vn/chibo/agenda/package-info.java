/**
 * What cases ask the next sitting of a cell to decide, and what the sitting decided. Neutral ground: an area puts its
 * question here and gives the answer, the meeting takes the question on its agenda and says who may vote; neither knows
 * the other.
 */
@ApplicationModule(allowedDependencies = {"cases", "organization", "shared"})
@NullMarked
package vn.chibo.agenda;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
