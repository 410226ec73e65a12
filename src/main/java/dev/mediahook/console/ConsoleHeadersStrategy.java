package dev.mediahook.console;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/** Lets nothing in, and only those headers out that the page needs. */
public final class ConsoleHeadersStrategy implements HeaderFilterStrategy {

    private static final Set<String> OUT = Set.of(
            "allow",
            "cache-control",
            "content-security-policy",
            "cross-origin-opener-policy",
            "etag",
            "location",
            "referrer-policy",
            "retry-after",
            "set-cookie",
            "x-content-type-options");

    @Override
    public boolean applyFilterToExternalHeaders(String headerName, Object headerValue, Exchange exchange) {
        return true;
    }

    @Override
    public boolean applyFilterToCamelHeaders(String headerName, Object headerValue, Exchange exchange) {
        return !OUT.contains(headerName.toLowerCase(Locale.ROOT));
    }
}
