/**
 * Import of organisations, members and offices from an Excel workbook: read, plan, show, then apply all or nothing.
 *
 * <p>{@link WorkbookImports} is the way in. A workbook becomes rows of text and numbers ({@code WorkbookFile}), these
 * become typed rows or problems that name their cell ({@code RowReader}), the planner compares them with what is
 * recorded and the writer carries the plan out. Pages and permissions live in another module.
 */
@NamedInterface("workbook")
@NullMarked
package vn.chibo.organization.workbook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
