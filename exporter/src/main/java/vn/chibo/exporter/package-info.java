/** Engine records to the PostgreSQL read model (schema {@code engine}); loaded by the broker, plain Java. */
@NullMarked
package vn.chibo.exporter;

import org.jspecify.annotations.NullMarked;
