package dev.mediahook.observe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/** Checks whether one of our own servers accepts connections. */
public final class ListeningProbe implements Probe {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final String host;
    private final int port;

    /**
     * @param host the address that the server listens on; if it is a wildcard, the loopback address is tried
     */
    public ListeningProbe(String host, int port) {
        this.host = host;
        this.port = port;
    }

    @Override
    public Optional<String> fault() {
        try (Socket socket = new Socket()) {
            InetAddress address = InetAddress.getByName(host);
            InetAddress reachable = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
            socket.connect(new InetSocketAddress(reachable, port), (int) PATIENCE.toMillis());
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of("port " + port + " takes no connection");
        }
    }
}
