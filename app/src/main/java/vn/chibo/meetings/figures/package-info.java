/** What meetings give to the figures, M1 to M18 of {@code domain/kpis.md}. */
@NullMarked
package vn.chibo.meetings.figures;

import org.jspecify.annotations.NullMarked;
