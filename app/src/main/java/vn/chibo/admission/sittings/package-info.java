/**
 * Sittings of committees that consider several files: which come up, in what order, and what came of each. The vote on each
 * person is its own task of its own case (Statute art. 5: one by one), so a sitting decides nothing (docs/adr/0013).
 */
@NullMarked
package vn.chibo.admission.sittings;

import org.jspecify.annotations.NullMarked;
