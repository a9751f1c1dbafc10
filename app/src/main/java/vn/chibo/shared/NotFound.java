package vn.chibo.shared;

/** The thing asked for does not exist, or not for this user: both answer 404 so that keys cannot be guessed. */
public class NotFound extends RuntimeException {

    public NotFound(String what) {
        super(what);
    }
}
