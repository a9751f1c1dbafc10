package vn.chibo.engine;

import org.jspecify.annotations.Nullable;

/**
 * The work behind a service task: variables in, one call to the module, variables out. Must be safe to repeat, for the
 * engine may deliver a job twice; runs in no transaction of its own (the module opens one). {@code I} and {@code O}
 * are records whose components are process variables; use {@link Void} for O when nothing is handed back. Only the
 * variables {@code I} names are fetched; its component {@code long processInstanceKey}, if there is one, is the key of
 * the instance the job belongs to.
 */
public interface ServiceTask<I, O> {

    JobType type();

    Class<I> inputType();

    @Nullable O execute(I input);
}
