/** What every module may use: the clock, rule violations, text folding, page layout and error pages. Knows no other module. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package vn.chibo.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
