/**
 * Lets Camunda Process Test run where there is no Docker: its remote runtime, on our broker and the read model.
 *
 * <p>A test knows nothing of this package. It is a class with {@code @CamundaProcessTest}; the module it is in depends on
 * this one and has a {@code camunda-container-runtime.properties} that says {@code runtimeMode=remote}. See
 * {@code docs/adr/0008-camunda-process-test-without-docker.md}.
 */
@NullMarked
package vn.chibo.processtest;

import org.jspecify.annotations.NullMarked;
