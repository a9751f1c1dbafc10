package vn.chibo.monitoring;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.chibo.organization.MemberId;

/**
 * Somebody above reminded those who have to do an open task. Delivery may repeat, {@code id} stays the same.
 *
 * @param unitName the unit of the case; nothing here tells whom the case is about
 * @param due null where the task has no date
 */
public record SupervisorReminded(
        UUID id, long taskKey, String unitName, @Nullable LocalDate due, List<MemberId> holders) {}
