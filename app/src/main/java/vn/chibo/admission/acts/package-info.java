/** What people do with a case as a whole when something happens to it: rows of "Exceptions" in {@code member-admission.md}, A19. */
@NullMarked
package vn.chibo.admission.acts;

import org.jspecify.annotations.NullMarked;
