/** What is late and why, over any subtree: one table reckoned from cases and read model, and the pages over it. */
@NullMarked
package vn.chibo.monitoring.overdue;

import org.jspecify.annotations.NullMarked;
