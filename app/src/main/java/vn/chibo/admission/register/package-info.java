/**
 * The register of admissions: what old books say is entered as cases, figures (D1 to D17) are counted from all cases,
 * and the register goes out as a workbook.
 */
@NullMarked
package vn.chibo.admission.register;

import org.jspecify.annotations.NullMarked;
