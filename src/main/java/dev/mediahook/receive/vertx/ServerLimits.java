package dev.mediahook.receive.vertx;

import java.time.Duration;

/**
 * What strangers may take of the server.
 *
 * @param headerBytes of all header lines of a request
 * @param headTime from the connection to the end of the first head, and from the head to the end of the body
 * @param idleTime from an answer to the end of the next head on the same connection
 * @param connections open at once
 * @param connectionsOfAddress open at once from one address
 * @param http2 whether HTTP/2 without TLS is spoken
 */
public record ServerLimits(
        int headerBytes,
        Duration headTime,
        Duration idleTime,
        int connections,
        int connectionsOfAddress,
        boolean http2) {

    /** For the port of health and metrics: few come, and they have to get through. */
    public ServerLimits forManagement() {
        int few = Math.max(16, Math.min(100, connections / 4));
        return new ServerLimits(headerBytes, headTime, idleTime, few, few, false);
    }
}
