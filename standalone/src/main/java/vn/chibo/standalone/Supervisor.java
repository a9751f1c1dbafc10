package vn.chibo.standalone;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Starts services in order, starts again the ones that die, stops them in reverse order.
 *
 * <p>A service that dies again within a minute waits 1, 2, 4 … 30 s before its next start. All work is done by the
 * calling thread.
 */
final class Supervisor {

    private static final Duration CALM = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private record Trouble(int times, Instant last, Instant nextStart) {}

    private final List<Service> services;
    private final Console console;
    private final InstantSource clock;
    private final Map<Service, Trouble> troubles = new HashMap<>();
    private final Set<Service> recovering = new HashSet<>();

    Supervisor(List<Service> services, Console console, InstantSource clock) {
        this.services = services;
        this.console = console;
        this.clock = clock;
    }

    void start() {
        for (var service : services) {
            console.say("Khởi động " + service.vietnameseName() + " …", "starting " + service.englishName() + " …");
            var begin = System.nanoTime();
            service.start();
            service.awaitReady();
            var seconds = "%.1f s".formatted((System.nanoTime() - begin) / 1e9);
            console.line("    ✓ " + seconds);
        }
    }

    /** One look at all services; to be called about every second. */
    void check() {
        for (var service : services) {
            if (service.isAlive()) {
                greetIfBack(service);
                continue;
            }
            var now = clock.instant();
            var trouble = troubles.get(service);
            if (trouble == null || trouble.last().plus(CALM).isBefore(now)) {
                trouble = new Trouble(0, now, now);
            }
            if (now.isBefore(trouble.nextStart())) {
                continue;
            }
            restart(service, trouble.times());
        }
    }

    private void greetIfBack(Service service) {
        if (recovering.contains(service) && service.isReady()) {
            recovering.remove(service);
            console.say("Đã có lại " + service.vietnameseName(), service.englishName() + " is back");
        }
    }

    private void restart(Service service, int times) {
        console.say(
                "Mất " + service.vietnameseName() + ", khởi động lại …",
                "lost " + service.englishName() + ", starting it again …");
        recovering.add(service);
        try {
            // no waiting: what it waits for may be the next to need a start
            service.start();
        } catch (StartFailure e) {
            console.failure(e);
            if (service.isAlive()) {
                service.stop();
            }
        }
        var seconds = Math.min(LONGEST_WAIT.toSeconds(), 1L << Math.min(times, 10));
        var now = clock.instant();
        troubles.put(service, new Trouble(times + 1, now, now.plusSeconds(seconds)));
    }

    /** The last one first: the application before what it needs. One that does not stop does not keep the others. */
    void stop() {
        for (var service : services.reversed()) {
            if (service.isAlive()) {
                console.say("Dừng " + service.vietnameseName() + " …", "stopping " + service.englishName() + " …");
            }
            try {
                service.stop();
            } catch (RuntimeException e) {
                console.line("    ! " + e);
            }
        }
    }
}
