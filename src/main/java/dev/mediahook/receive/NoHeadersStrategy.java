package dev.mediahook.receive;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Turns no request header or query parameter into a Camel header, and lets only those Camel headers out that an answer
 * may have. Camel 4.18's own filter passes names such as {@code kafka.OVERRIDE_TOPIC}, which steer an endpoint
 * (CVE-2026-49098).
 */
public final class NoHeadersStrategy implements HeaderFilterStrategy {

    private static final Set<String> OF_ANSWERS = Set.of(
            "retry-after",
            "allow",
            "accept-ranges",
            "cache-control",
            "content-disposition",
            "content-range",
            "content-security-policy",
            "etag",
            "last-modified",
            "www-authenticate",
            "x-accel-buffering");

    private final Set<String> out;

    /** For the answers to senders and to the API's callers. */
    public NoHeadersStrategy() {
        this(OF_ANSWERS);
    }

    /**
     * @param out the names of the headers that go out, in lower case
     */
    public NoHeadersStrategy(Set<String> out) {
        this.out = Set.copyOf(out);
    }

    @Override
    public boolean applyFilterToExternalHeaders(String headerName, Object headerValue, Exchange exchange) {
        return true;
    }

    @Override
    public boolean applyFilterToCamelHeaders(String headerName, Object headerValue, Exchange exchange) {
        return !out.contains(headerName.toLowerCase(Locale.ROOT));
    }
}
