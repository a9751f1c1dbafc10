/** Engine side of the meetings: names of the models and the workers of their service tasks. */
@NullMarked
package vn.chibo.meetings.process;

import org.jspecify.annotations.NullMarked;
