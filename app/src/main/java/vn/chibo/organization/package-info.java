/** The organisation tree as effective-dated data: units, members, offices with terms, and the workbook import. */
@ApplicationModule(allowedDependencies = {"shared"})
@NullMarked
package vn.chibo.organization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
