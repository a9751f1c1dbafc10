/** What an area implements and calls to take part in the task list. */
@NamedInterface("spi")
@NullMarked
package vn.chibo.inbox.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
