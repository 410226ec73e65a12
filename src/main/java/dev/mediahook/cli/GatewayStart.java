package dev.mediahook.cli;

import java.net.URI;
import java.util.Map;

/** Starts the gateway for the demo; the program gives its own. */
@FunctionalInterface
public interface GatewayStart {

    /**
     * Starts a gateway and returns when it takes deliveries.
     *
     * @param properties win over every file
     */
    Started start(Map<String, String> properties) throws Exception;

    /** A gateway that runs. */
    interface Started extends AutoCloseable {

        /** {@code http://localhost:8080}, without a path. */
        URI url();

        @Override
        void close();
    }
}
