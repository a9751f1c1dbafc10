/**
 * Before there is a case: the yearly plan (K-01), the prospective list (K-02), courses of Party awareness and their
 * certificates (K-03), and the cells that need a push. Rows and pages, no process.
 */
@NullMarked
package vn.chibo.admission.sourcing;

import org.jspecify.annotations.NullMarked;
