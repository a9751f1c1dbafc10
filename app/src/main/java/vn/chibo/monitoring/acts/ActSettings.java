package vn.chibo.monitoring.acts;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param undo so long after it was done a reassignment can be taken back
 * @param preview so long a list that was frozen and never carried out is kept
 */
@ConfigurationProperties("chibo.supervision")
record ActSettings(
        @DefaultValue("PT10M") Duration undo,
        @DefaultValue("P1D") Duration preview) {}
