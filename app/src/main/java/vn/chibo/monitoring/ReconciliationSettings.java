package vn.chibo.monitoring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often and how hard the comparison works.
 *
 * @param every from the end of a run to the next one
 * @param probes questions to the engine about tasks in one run; half as many about instances
 * @param probesPerSecond each is a command in the engine's log
 * @param settle how long the exporter may take to show what the engine did
 * @param patience what is younger than this may still be on its way
 */
@ConfigurationProperties("chibo.reconciliation")
record ReconciliationSettings(
        @DefaultValue("1h") Duration every,
        @DefaultValue("400") int probes,
        @DefaultValue("20") int probesPerSecond,
        @DefaultValue("10s") Duration settle,
        @DefaultValue("5m") Duration patience) {}
