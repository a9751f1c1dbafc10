/** The score sheet: templates per scope, prefilled from facts, self-scored, verified. */
@NullMarked
package vn.chibo.meetings.score;

import org.jspecify.annotations.NullMarked;
