/** Pages of the month around the sitting: calendar, registration, preparation, notice, report. */
@NullMarked
package vn.chibo.meetings.web;

import org.jspecify.annotations.NullMarked;
