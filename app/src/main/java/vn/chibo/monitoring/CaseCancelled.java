package vn.chibo.monitoring;

import java.util.List;
import java.util.UUID;
import vn.chibo.organization.MemberId;

/**
 * Somebody above cancelled a case that was under way. Delivery may repeat, {@code id} stays the same.
 *
 * @param unitName the unit of the case; nothing here tells whom the case is about
 * @param leaders of the unit: they may read the case
 * @param holders who had open tasks of it, and may not
 */
public record CaseCancelled(UUID id, UUID theCase, String unitName, List<MemberId> leaders, List<MemberId> holders) {}
