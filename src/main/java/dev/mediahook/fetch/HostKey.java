package dev.mediahook.fetch;

import org.apache.hc.core5.http.HttpRequest;

/**
 * A key that opens the media of one host, and is shown to no other.
 *
 * @param address of the host as configured; its scheme, name and port are what a URL has to have
 * @param header that carries the key
 * @param value of that header
 */
public record HostKey(String address, String header, String value) {

    /**
     * One that a header carries.
     *
     * @param line of the header with {@code {key}}: {@code Authorization: Bearer {key}}
     */
    public static HostKey of(String address, String line, String key) {
        int colon = line.indexOf(':');
        return new HostKey(
                address,
                line.substring(0, colon),
                line.substring(colon + 1).strip().replace("{key}", key));
    }

    /** Whether a URL is one of that host's. */
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
