package dev.mediahook.fetch;

import org.apache.hc.core5.http.HttpRequest;

/**
 * A key for the media of one host. It is sent to no other host.
 *
 * @param address of the host as configured; a URL must have the same scheme, name and port
 * @param header the name of the header that carries the key
 * @param value of that header
 */
public record HostKey(String address, String header, String value) {

    /**
     * A key in a header.
     *
     * @param line the header with the placeholder {@code {key}}: {@code Authorization: Bearer {key}}
     */
    public static HostKey of(String address, String line, String key) {
        int colon = line.indexOf(':');
        return new HostKey(
                address,
                line.substring(0, colon),
                line.substring(colon + 1).strip().replace("{key}", key));
    }

    /** Whether a URL is on the host of this key. */
    boolean opens(MediaUrl url) {
        try {
            MediaUrl host = MediaUrl.parse(address, true);
            return host.scheme().equals(url.scheme()) && host.host().equals(url.host()) && host.port() == url.port();
        } catch (FetchRefused noAddress) {
            return false;
        }
    }

    void putInto(HttpRequest request) {
        request.setHeader(header, value);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "HostKey[" + address + "]";
    }
}
