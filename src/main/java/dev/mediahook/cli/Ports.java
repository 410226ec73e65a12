package dev.mediahook.cli;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Finds a port that nobody listens on. */
final class Ports {

    private static final int TRIES = 50;

    private Ports() {}

    /** The wanted port or the next free one after it. */
    static int freeFrom(int wanted) {
        return IntStream.range(wanted, wanted + TRIES)
                .filter(Ports::free)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("no port is free from " + wanted + " on; name one with --port"));
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
