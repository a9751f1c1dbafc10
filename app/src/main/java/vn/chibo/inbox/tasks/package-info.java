/** The inbox's own reading of the engine's user tasks, overlaid with what people did since. */
@NullMarked
package vn.chibo.inbox.tasks;

import org.jspecify.annotations.NullMarked;
