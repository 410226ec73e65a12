package dev.mediahook;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds ports on which no program listens. They are below those that a system gives to connections, and each process of
 * a test run has a range of its own: nobody else takes such a port before the test does.
 */
public final class FreePort {

    private static final int FIRST = 10_000;
    private static final int RANGE = 2_500;
    private static final int PROCESS = Integer.getInteger("test.process", 0) % 8;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(RANGE));

    private FreePort() {}

    /** Gives each port once before it begins anew. */
    public static int any() {
        for (int tries = 0; tries < RANGE; tries++) {
            int port = FIRST + PROCESS * RANGE + Math.floorMod(NEXT.getAndIncrement(), RANGE);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new IllegalStateException("no port is free");
    }
}
