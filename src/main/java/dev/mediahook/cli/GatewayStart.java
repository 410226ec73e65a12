package dev.mediahook.cli;

import java.net.URI;
import java.util.Map;

/** Starts the gateway for the demo. The program supplies the implementation. */
@FunctionalInterface
public interface GatewayStart {

    /**
     * Starts a gateway, and returns once it accepts deliveries.
     *
     * @param properties override every file
     */
    Started start(Map<String, String> properties) throws Exception;

    /** A running gateway. */
    interface Started extends AutoCloseable {

        /** The base URL without a path: {@code http://localhost:8080}. */
        URI url();

        @Override
        void close();
    }
}
