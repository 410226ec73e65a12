package dev.mediahook.fetch;

import dev.mediahook.http.OutgoingClient;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.Timeout;

/** The HTTP client for URLs that strangers chose. */
final class MediaClient {

    private MediaClient() {}

    static OutgoingClient of(FetchSettings settings, CheckedResolver resolver) {
        Timeout idle = Timeout.of(settings.idle());
        return new OutgoingClient(
                pool -> pool.setDnsResolver(resolver)
                        .setMaxConnTotal(settings.overall())
                        .setMaxConnPerRoute(settings.perHost())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(settings.connect()))
                                .setSocketTimeout(idle)
                                .build()),
                requests -> requests.setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(idle)
                        .setConnectionRequestTimeout(idle)
                        .build()));
    }

    /**
     * Requests a URL's target exactly as written, which {@link URI} would reject in some cases. The Host header is the
     * one that signatures cover: without the scheme's default port.
     */
    static HttpUriRequestBase get(MediaUrl url) {
        HttpUriRequestBase get = new HttpUriRequestBase("GET", URI.create("/"));
        get.setPath(url.target());
        get.setScheme(url.scheme());
        get.setAuthority(new URIAuthority(url.host(), url.portInHostHeader()));
        get.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        return get;
    }
}
