package dev.mediahook.notify;

import dev.mediahook.fetch.AddressCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Sends a TLS request only to an address that was checked, if its host is a public DNS name. An IP address, or a name
 * of a private network, was chosen on purpose by the person who configured it.
 */
final class CheckedRoutes implements HttpRoutePlanner {

    private final HttpRoutePlanner planner = new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE);
    private final AddressCheck check;

    CheckedRoutes(AddressCheck check) {
        this.check = check;
    }

    @Override
    public HttpRoute determineRoute(HttpHost host, HttpContext context) throws HttpException {
        return checked(planner.determineRoute(host, context));
    }

    /** Whether a host is a name in the public DNS, which somebody else may point to another address at any time. */
    static boolean isPublicName(String host) {
        boolean address = host.matches("[0-9.]+") || host.contains(":");
        boolean own =
                !host.contains(".") || host.matches("(?i).*\\.(localhost|local|internal|home\\.arpa|svc|test)\\.?");
        return !address && !own;
    }

    private HttpRoute checked(HttpRoute route) throws HttpException {
        HttpHost target = route.getTargetHost();
        if (!route.isSecure() || target.getAddress() != null || !isPublicName(target.getHostName())) {
            return route;
        }
        try {
            InetSocketAddress first =
                    check.addresses(target.getHostName(), target.getPort()).get(0);
            InetAddress address = first.getAddress();
            HttpHost pinned = new HttpHost(target.getSchemeName(), address, target.getHostName(), target.getPort());
            return new HttpRoute(pinned, route.getLocalAddress(), true);
        } catch (IOException refused) {
            throw new AddressRefused(refused);
        }
    }

    /** None of the target's addresses may be connected to, or its name has no address. */
    static final class AddressRefused extends HttpException {

        private static final long serialVersionUID = 1;

        AddressRefused(IOException cause) {
            super("the target's name leads to no public address", cause);
        }
    }
}
