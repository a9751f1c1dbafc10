package vn.chibo.month;

/**
 * A form that was sent again after trouble is refused: most likely it arrived the first time. What a person does then is
 * to look at the page again.
 */
public final class LookAgain extends RuntimeException {

    LookAgain(String message) {
        super(message);
    }
}
