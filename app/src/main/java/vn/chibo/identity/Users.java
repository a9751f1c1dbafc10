package vn.chibo.identity;

import java.util.Optional;
import org.springframework.stereotype.Service;

/** Who is signed in. */
@Service
public class Users {

    /** The signed-in person; refuses when nobody is. */
    public CurrentUser current() {
        return find().orElseThrow(() -> new vn.chibo.shared.AccessRefused("nobody is signed in"));
    }

    /** The signed-in person, empty on public pages and in background work. */
    public Optional<CurrentUser> find() {
        throw new UnsupportedOperationException();
    }
}
