package vn.chibo.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;

/** What a password must be, and how one is made up. */
final class Passwords {

    static final int SHORTEST = 8;
    /** bcrypt reads no more. */
    static final int LONGEST_BYTES = 72;

    /** Letters nobody confuses when reading them out or copying them from paper. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    /** The message key of what is wrong with a new password, if anything. */
    static Optional<String> problem(String password, String username) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of("identity.password.tooShort");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
            return Optional.of("identity.password.tooLong");
        }
        if (password.equalsIgnoreCase(username) || password.chars().distinct().count() < 4) {
            return Optional.of("identity.password.tooEasy");
        }
        return Optional.empty();
    }

    /** Twelve random letters in groups, about 59 bits. */
    static String random() {
        var text = new StringBuilder();
        for (var i = 0; i < 12; i++) {
            text.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
