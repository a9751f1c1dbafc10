package vn.chibo.admission.process;

import java.util.function.Function;
import vn.chibo.engine.JobType;
import vn.chibo.engine.ServiceTask;

/** A service task whose work is one call to the module: variables in, the call, variables out. */
record Work<I, O>(JobType type, Class<I> inputType, Function<I, O> call) implements ServiceTask<I, O> {

    @Override
    public O execute(I input) {
        return call.apply(input);
    }
}
