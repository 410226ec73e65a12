package dev.mediahook.fetch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;

/** Resolves a host name and rejects any address that is not public. */
public final class AddressCheck {

    private final CheckedResolver resolver;

    /**
     * @param allowed addresses that are accepted although they are not public
     */
    public AddressCheck(List<Cidr> allowed) {
        this.resolver = new CheckedResolver(InetAddress::getAllByName, allowed, Set.of(), Set::of);
    }

    /**
     * The addresses of a host.
     *
     * @throws UnknownHostException if the host has no address, or one that is not allowed
     */
    public List<InetSocketAddress> addresses(String host, int port) throws UnknownHostException {
        return resolver.resolve(host, port);
    }
}
