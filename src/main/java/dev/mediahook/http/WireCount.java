package dev.mediahook.http;

import java.util.function.LongSupplier;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/**
 * Counts the bytes that a connection has brought since an answer began, including everything around the answer's body.
 */
public final class WireCount {

    private WireCount() {}

    /** Counts from here on; always 0 if the client does not report it. */
    public static LongSupplier of(HttpContext ofTheAnswer) {
        EndpointDetails connection = HttpCoreContext.cast(ofTheAnswer).getEndpointDetails();
        if (connection == null) {
            return () -> 0;
        }
        long before = connection.getReceivedBytesCount();
        return () -> connection.getReceivedBytesCount() - before;
    }
}
