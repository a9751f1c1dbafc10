/** How every page answers: language, dates, cleaned text, error pages. */
@NullMarked
package vn.chibo.shared.web;

import org.jspecify.annotations.NullMarked;
