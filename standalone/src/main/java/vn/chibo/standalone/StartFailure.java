package vn.chibo.standalone;

/** A reason not to start that the person at the keyboard can do something about: said in Vietnamese and in English. */
public final class StartFailure extends RuntimeException {

    private final String vietnamese;
    private final String english;

    public StartFailure(String vietnamese, String english) {
        super(english);
        this.vietnamese = vietnamese;
        this.english = english;
    }

    public StartFailure(String vietnamese, String english, Throwable cause) {
        super(english, cause);
        this.vietnamese = vietnamese;
        this.english = english;
    }

    public String vietnamese() {
        return vietnamese;
    }

    public String english() {
        return english;
    }
}
