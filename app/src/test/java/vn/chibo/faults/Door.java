package vn.chibo.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on the way from the application to the engine that can be shut (connections break, new ones too) or get
 * stuck (connections stay, nothing passes), as networks do. With several nodes behind it, a new connection goes to the
 * next one that answers.
 */
final class Door implements AutoCloseable {

    enum State {
        OPEN,
        SHUT,
        STUCK
    }

    private static final int CONNECT_MILLIS = 1_000;

    private final ServerSocket server;
    private final List<Integer> targets;
    private final AtomicInteger next = new AtomicInteger();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private State state = State.OPEN;

    /** @param targets ports on the loopback interface */
    Door(List<Integer> targets) {
        this.targets = targets;
        try {
            server = new ServerSocket(0, 200, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().name("door-" + server.getLocalPort()).daemon().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void set(State wanted) {
        synchronized (gate) {
            state = wanted;
            gate.notifyAll();
        }
        if (wanted == State.SHUT) {
            sockets.forEach(this::reset);
        }
    }

    private State state() {
        synchronized (gate) {
            return state;
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var from = server.accept();
                sockets.add(from);
                Thread.ofVirtual().start(() -> serve(from));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket from) {
        if (state() == State.SHUT || !passes()) {
            reset(from);
            return;
        }
        var to = connect();
        if (to == null) {
            reset(from);
            return;
        }
        sockets.add(to);
        Thread.ofVirtual().start(() -> pump(from, to));
        pump(to, from);
    }

    private @Nullable Socket connect() {
        for (var attempt = 0; attempt < targets.size(); attempt++) {
            var port = targets.get(Math.floorMod(next.getAndIncrement(), targets.size()));
            var socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), CONNECT_MILLIS);
                socket.setTcpNoDelay(true);
                return socket;
            } catch (IOException e) {
                reset(socket);
            }
        }
        return null;
    }

    private void pump(Socket from, Socket to) {
        var buffer = new byte[16_384];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!passes()) {
                    break;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // either side is gone: so is the other
        }
        reset(from);
        reset(to);
    }

    /** Waits while stuck; whether bytes may go on. */
    private boolean passes() {
        synchronized (gate) {
            while (state == State.STUCK) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return state == State.OPEN;
        }
    }

    private void reset(Socket socket) {
        sockets.remove(socket);
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // closed already
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        set(State.SHUT);
    }
}
