/** All cases a committee answers for, by the part of the admission each has come to, with ages and clocks. Only reads. */
@NullMarked
package vn.chibo.admission.board;

import org.jspecify.annotations.NullMarked;
