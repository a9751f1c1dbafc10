package vn.chibo.exporter;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands where PostgreSQL is away, turns away whoever knocks, and counts. */
final class ClosedDoor implements AutoCloseable {

    private final ServerSocket door;
    private final AtomicInteger knocks = new AtomicInteger();
    private final Thread porter;

    private ClosedDoor(ServerSocket door) {
        this.door = door;
        porter = Thread.ofPlatform().name("closed-door").daemon().start(this::turnAway);
    }

    static ClosedDoor at(int port) {
        return new ClosedDoor(await("port of the killed server")
                .atMost(Engine.PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1")), ServerSocket::isBound));
    }

    private void turnAway() {
        while (!door.isClosed()) {
            try (var guest = door.accept()) {
                knocks.incrementAndGet();
                guest.setSoLinger(true, 0); // nothing of the connection is left on the port PostgreSQL comes back to
            } catch (IOException e) {
                // closed, or the guest left first
            }
        }
    }

    int knocks() {
        return knocks.get();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        door.close();
        porter.join();
    }
}
