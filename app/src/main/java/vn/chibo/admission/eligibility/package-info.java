/**
 * Whether a person may be admitted: what counts is prepared here, what is required says {@code
 * processes/admission/admission-eligibility.dmn}.
 */
@NullMarked
package vn.chibo.admission.eligibility;

import org.jspecify.annotations.NullMarked;
