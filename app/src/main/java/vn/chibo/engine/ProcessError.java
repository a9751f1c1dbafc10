package vn.chibo.engine;

/** Something the diagram has a path for: caught by an error boundary event with this code. Anything else thrown is retried. */
public class ProcessError extends RuntimeException {

    private final ErrorCode code;

    public ProcessError(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
