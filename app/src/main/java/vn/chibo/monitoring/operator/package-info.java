/** What the operator of the installation sees and does: incidents, versions of models, health. Administrators only. */
@NullMarked
package vn.chibo.monitoring.operator;

import org.jspecify.annotations.NullMarked;
