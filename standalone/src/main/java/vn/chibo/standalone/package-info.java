/** One-command start: PostgreSQL, the Camunda broker and the application on one machine, data kept between starts. */
@NullMarked
package vn.chibo.standalone;

import org.jspecify.annotations.NullMarked;
