package vn.chibo.monitoring;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.springframework.stereotype.Component;
import vn.chibo.engine.EngineLookup;
import vn.chibo.engine.EngineLookup.Presence;

/** Asks the engine at a pace that its other work does not notice, and stops asking when it does not answer. */
@Component
class Probes {

    private static final int PATIENCE = 3;

    private final EngineLookup lookup;
    private final ReconciliationSettings settings;

    Probes(EngineLookup lookup, ReconciliationSettings settings) {
        this.lookup = lookup;
        this.settings = settings;
    }

    boolean engineAnswers() {
        return lookup.answersSince(Duration.ZERO);
    }

    boolean engineAnswersSince(Duration duration) {
        return lookup.answersSince(duration);
    }

    Round round(RunLog log) {
        return new Round(log);
    }

    /** Questions of one kind in one run. */
    final class Round {

        private final RunLog log;
        private int unanswered;

        private Round(RunLog log) {
            this.log = log;
        }

        Presence task(long key) {
            return ask(lookup::userTask, key);
        }

        Presence instance(long key) {
            return ask(lookup::instance, key);
        }

        /** Whether every question was answered. */
        boolean complete() {
            return unanswered == 0;
        }

        private Presence ask(LongFunction<Presence> question, long key) {
            if (unanswered >= PATIENCE) {
                return Presence.NO_ANSWER;
            }
            pause();
            log.probed();
            var answer = question.apply(key);
            if (answer == Presence.NO_ANSWER) {
                unanswered++;
            }
            return answer;
        }

        private void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(1000 / Math.max(1, settings.probesPerSecond()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                unanswered = PATIENCE;
            }
        }
    }
}
