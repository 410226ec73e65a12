package dev.mediahook.receive;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Lets no request header or query parameter become a Camel header, and no Camel header but those that an
 * answer may have go out.
 * Camel 4.18's own filter passes names such as {@code kafka.OVERRIDE_TOPIC}, which steer an endpoint (CVE-2026-49098).
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
            "x-accel-buffering");

    private final Set<String> out;

    /** For what senders and the API's callers are answered. */
    public NoHeadersStrategy() {
        this(OF_ANSWERS);
    }

    /**
     * @param out the headers that go out, in lower case
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
