/** Chibo: procedures of Party cells as workflows. Each direct subpackage is a Spring Modulith module. */
@NullMarked
package vn.chibo;

import org.jspecify.annotations.NullMarked;
