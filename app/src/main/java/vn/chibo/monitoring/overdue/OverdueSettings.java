package vn.chibo.monitoring.overdue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the board calls soon, still and stuck.
 *
 * @param soon so long before its date a thing is shown
 * @param still so long after it was created an untouched task shows as "no movement", whatever its date
 * @param work so long a worker may take for what the engine asks of it, and the engine to begin a case
 */
@ConfigurationProperties("chibo.overdue")
record OverdueSettings(
        @DefaultValue("P5D") Duration soon,
        @DefaultValue("P14D") Duration still,
        @DefaultValue("PT10M") Duration work) {}
