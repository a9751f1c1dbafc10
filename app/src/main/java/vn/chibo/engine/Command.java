package vn.chibo.engine;

import org.jspecify.annotations.Nullable;

/** A stored command; which fields are set follows from its kind, see {@code engine_link.command}. */
record Command(
        long id,
        Kind kind,
        String queue,
        @Nullable String name,
        @Nullable String messageId,
        @Nullable Long userTaskKey,
        @Nullable String assignee,
        String variables,
        int attempts) {

    enum Kind {
        PUBLISH,
        COMPLETE,
        COMPLETE_WHEN_OPEN,
        ASSIGN,
        START,
        CANCEL,
        RESOLVE,
        SET_VARIABLES,
        MIGRATE
    }
}
