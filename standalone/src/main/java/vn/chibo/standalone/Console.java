package vn.chibo.standalone;

import java.io.PrintStream;

/** What the person at the keyboard reads: each thing in Vietnamese, then in English. */
final class Console {

    private final PrintStream out;
    private final PrintStream errors;

    Console(PrintStream out, PrintStream errors) {
        this.out = out;
        this.errors = errors;
    }

    void say(String vietnamese, String english) {
        out.println("• " + vietnamese + " / " + english);
    }

    void line(String text) {
        out.println(text);
    }

    void failure(StartFailure failure) {
        errors.println();
        errors.println("LỖI: " + failure.vietnamese());
        errors.println("ERROR: " + failure.english());
        for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            errors.println("  (" + cause + ")");
        }
    }
}
