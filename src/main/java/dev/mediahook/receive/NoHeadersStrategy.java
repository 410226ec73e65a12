package dev.mediahook.receive;

import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Lets no request header or query parameter become a Camel header, and no Camel header but {@code Retry-After} and
 * {@code Allow} go out.
 * Camel 4.18's own filter passes names such as {@code kafka.OVERRIDE_TOPIC}, which steer an endpoint (CVE-2026-49098).
 */
public final class NoHeadersStrategy implements HeaderFilterStrategy {

    @Override
    public boolean applyFilterToExternalHeaders(String headerName, Object headerValue, Exchange exchange) {
        return true;
    }

    @Override
    public boolean applyFilterToCamelHeaders(String headerName, Object headerValue, Exchange exchange) {
        String name = headerName.toLowerCase(Locale.ROOT);
        return !name.equals("retry-after") && !name.equals("allow");
    }
}
