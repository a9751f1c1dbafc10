/**
 * Pages over the organisation: browse units, members and offices, search, import workbooks.
 *
 * <p>A module of its own because its pages ask {@code identity} who may see and import, and {@code organization} stands
 * below {@code identity} and must not know it (docs/adr/0005).
 */
@ApplicationModule(allowedDependencies = {"organization", "organization :: workbook", "identity", "shared"})
@NullMarked
package vn.chibo.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
