package vn.chibo.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SupervisorTest {

    private final List<String> acts = new ArrayList<>();
    private final FakeService database = new FakeService("database");
    private final FakeService app = new FakeService("app");
    private Instant now = Instant.parse("2026-11-22T00:00:00Z");
    private final Supervisor supervisor = new Supervisor(
            List.of(database, app),
            new Console(
                    new PrintStream(OutputStream.nullOutputStream()), new PrintStream(OutputStream.nullOutputStream())),
            () -> now);

    @Test
    void startsInOrderAndStopsInReverse() {
        supervisor.start();
        supervisor.stop();

        assertThat(acts).containsExactly("start database", "start app", "stop app", "stop database");
    }

    @Test
    void startsADeadServiceAgain() {
        supervisor.start();
        acts.clear();
        database.alive = false;

        supervisor.check();

        assertThat(acts).containsExactly("start database");
    }

    @Test
    void waitsLongerEachTimeAServiceDiesAgain() {
        supervisor.start();
        acts.clear();
        app.dying = true;
        app.alive = false;

        var starts = new ArrayList<Integer>();
        for (var second = 0; second < 40; second++) {
            acts.clear();
            supervisor.check();
            if (acts.contains("start app")) {
                starts.add(second);
            }
            now = now.plus(Duration.ofSeconds(1));
        }

        assertThat(starts).containsExactly(0, 1, 3, 7, 15, 31);
    }

    @Test
    void stopsTheOthersWhenOneDoesNotStop() {
        supervisor.start();
        acts.clear();
        app.stubborn = true;

        supervisor.stop();

        assertThat(acts).containsExactly("stop app", "stop database");
    }

    private final class FakeService implements Service {

        private final String name;
        private boolean alive;
        private boolean dying;
        private boolean stubborn;

        private FakeService(String name) {
            this.name = name;
        }

        @Override
        public String vietnameseName() {
            return name;
        }

        @Override
        public String englishName() {
            return name;
        }

        @Override
        public void start() {
            acts.add("start " + name);
            alive = !dying;
        }

        @Override
        public void awaitReady() {}

        @Override
        public boolean isReady() {
            return alive;
        }

        @Override
        public boolean isAlive() {
            return alive;
        }

        @Override
        public void stop() {
            acts.add("stop " + name);
            if (stubborn) {
                throw new IllegalStateException("does not stop");
            }
            alive = false;
        }
    }
}
