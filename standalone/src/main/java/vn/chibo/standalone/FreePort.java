package vn.chibo.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on the loopback interface. */
public final class FreePort {

    /**
     * Below the ports systems give to outgoing connections (from 32768 on Linux, 49152 elsewhere): one of those may take the
     * port between our finding it and the server's start.
     */
    private static final int LOWEST = 15_000;

    private static final int HIGHEST = 32_000;

    private FreePort() {}

    /** A port nobody uses at this moment, for tests. */
    public static int find() {
        return find(1)[0];
    }

    /** Several different ports: all are held open until the last is found. */
    static int[] find(int count) {
        var sockets = new ArrayList<ServerSocket>();
        try {
            while (sockets.size() < count) {
                open(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST)).ifPresent(sockets::add);
            }
            return sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
        } finally {
            sockets.forEach(FreePort::close);
        }
    }

    private static Optional<ServerSocket> open(int port) {
        try {
            return Optional.of(new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")));
        } catch (BindException taken) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a server could listen there now; remains of closed connections do not count. */
    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
