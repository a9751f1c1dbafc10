package vn.chibo.inbox.forms;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import org.camunda.feel.FeelEngineClock;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.chibo.shared.DomainTime;

/** FEEL expressions of forms; {@code now()} and {@code today()} are those of Việt Nam. */
@Component
class Feel {

    private static final Logger log = LoggerFactory.getLogger(Feel.class);

    private final FeelEngineApi engine;

    Feel(Clock clock) {
        this.engine = FeelEngineBuilder.forJava()
                .withClock(new FeelEngineClock() {
                    @Override
                    public ZonedDateTime getCurrentTime() {
                        return clock.instant().atZone(DomainTime.ZONE);
                    }
                })
                .build();
    }

    /** Why the expression is not FEEL, if it is not. */
    Optional<String> problemOf(String expression) {
        var parsed = engine.parseExpression(expression);
        return parsed.isFailure() ? Optional.of(parsed.failure().message()) : Optional.empty();
    }

    /** The value of the expression; null when it cannot be evaluated. The log names the expression, never a value. */
    @Nullable Object evaluate(String expression, Map<String, Object> values) {
        var result = engine.evaluateExpression(expression, values);
        if (result.isFailure()) {
            log.warn("FEEL expression of a form failed: {}", expression);
            return null;
        }
        return result.result();
    }

    boolean isTrue(String expression, Map<String, Object> values) {
        return Boolean.TRUE.equals(evaluate(expression, values));
    }
}
