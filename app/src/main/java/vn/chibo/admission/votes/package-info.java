/** How ballots on one person are counted: bases, thresholds, the protocol of a secret ballot. Pure rules. */
@NullMarked
package vn.chibo.admission.votes;

import org.jspecify.annotations.NullMarked;
