/** Camunda forms, read at start, rendered and validated on the server. */
@NullMarked
package vn.chibo.inbox.forms;

import org.jspecify.annotations.NullMarked;
