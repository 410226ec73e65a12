package dev.mediahook.fetch;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The HTTP client of strangers' URLs: it follows, decodes, retries, remembers and sends nothing by itself. */
final class MediaClient {

    private MediaClient() {}

    static CloseableHttpClient of(FetchSettings settings, CheckedResolver resolver) {
        Timeout idle = Timeout.of(settings.idle());
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setMaxConnTotal(settings.overall())
                        .setMaxConnPerRoute(settings.perHost())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(settings.connect()))
                                .setSocketTimeout(idle)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(idle)
                        .setConnectionRequestTimeout(idle)
                        .build())
                .setUserAgent("mediahook")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .evictIdleConnections(TimeValue.of(30, TimeUnit.SECONDS))
                .build();
    }

    /** Asks for a URL's target as it was written, which an URI of Java's would not let through in every case. */
    static HttpUriRequestBase get(MediaUrl url) {
        HttpUriRequestBase get = new HttpUriRequestBase("GET", URI.create("/"));
        get.setPath(url.target());
        get.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        return get;
    }
}
