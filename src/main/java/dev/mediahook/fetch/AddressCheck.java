package dev.mediahook.fetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

/** Finds the addresses of a name, and lets none pass that is not public. */
public final class AddressCheck {

    private final CheckedResolver resolver;

    /**
     * @param allowed may pass though they are not public
     */
    public AddressCheck(List<Cidr> allowed) {
        this.resolver = new CheckedResolver(InetAddress::getAllByName, allowed, Set.of(), Set::of);
    }

    /**
     * The addresses of a host.
     *
     * @throws UnknownHostException if it has none, or one that may not be connected to
     */
    public List<InetSocketAddress> addresses(String host, int port) throws UnknownHostException {
        return resolver.resolve(host, port);
    }
}
