package vn.chibo.processtest;

/** A request that cannot be answered truthfully, and is therefore refused. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadRequest(String reason) {
        super(reason);
    }
}
