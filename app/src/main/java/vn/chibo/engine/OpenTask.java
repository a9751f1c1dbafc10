package vn.chibo.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user task of the read model. {@code businessKey} is the case id its process carries; {@code assignee} is a member
 * id; {@code dueAt} is null where the model sets no due date.
 */
public record OpenTask(
        long key,
        long processInstanceKey,
        ProcessId process,
        ElementId element,
        @Nullable String businessKey,
        @Nullable String assignee,
        @Nullable Instant dueAt,
        Instant createdAt,
        @Nullable Long formKey,
        java.util.Map<String, String> headers) {}
