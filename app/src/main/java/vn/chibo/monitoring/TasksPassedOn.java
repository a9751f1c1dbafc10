package vn.chibo.monitoring;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.MemberId;

/**
 * Somebody above gave open tasks to this member, or took them from them. Delivery may repeat, {@code id} stays the same.
 *
 * @param received false where the member lost them
 * @param taskKey where it is a single task
 */
public record TasksPassedOn(
        UUID id,
        MemberId member,
        boolean received,
        int tasks,
        @Nullable Long taskKey) {}
