/** What an area implements so that its cases can be looked after without knowing the area. */
@NamedInterface("spi")
@NullMarked
package vn.chibo.cases.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
