/** Sign-in, accounts and the one access function: what anyone may see or do follows from offices held today. */
@ApplicationModule(allowedDependencies = {"organization", "shared"})
@NullMarked
package vn.chibo.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
