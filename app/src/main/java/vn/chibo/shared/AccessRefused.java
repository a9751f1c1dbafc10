package vn.chibo.shared;

/** The user is known but may not do this. Answered 403 with a plain page; logged once with account id, never a name. */
public class AccessRefused extends RuntimeException {

    public AccessRefused(String what) {
        super(what);
    }
}
