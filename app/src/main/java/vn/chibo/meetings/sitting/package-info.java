/** One sitting: roll call, agenda, votes, tasks, and the meeting room page in which two phones write at once. */
@NullMarked
package vn.chibo.meetings.sitting;

import org.jspecify.annotations.NullMarked;
