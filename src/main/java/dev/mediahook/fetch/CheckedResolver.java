package dev.mediahook.fetch;

import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;

/**
 * The client's own resolver: every address of an answer has to be allowed, and the client connects to no other, so there
 * is no moment between check and use in which a name could change.
 */
final class CheckedResolver implements DnsResolver {

    private final NameLookup names;
    private final List<Cidr> allowed;
    private final Set<InetSocketAddress> ours;

    /** Asks for a name's addresses. */
    @FunctionalInterface
    interface NameLookup {
        InetAddress[] lookup(String host) throws UnknownHostException;
    }

    /** An address was refused. An exception of this kind, since the client lets no other pass. */
    static final class AddressRefused extends UnknownHostException {

        private static final long serialVersionUID = 1;

        AddressRefused(String message) {
            super(message);
        }
    }

    /**
     * @param allowed may be connected to though they are not public
     * @param ours where this program itself listens
     */
    CheckedResolver(NameLookup names, List<Cidr> allowed, Set<InetSocketAddress> ours) {
        this.names = names;
        this.allowed = List.copyOf(allowed);
        this.ours = Set.copyOf(ours);
    }

    /** The client hands on a name in Unicode; asked for is the one in ASCII that was checked. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = names.lookup(ascii(host));
        for (InetAddress address : addresses) {
            check(host, address, AddressRule.classify(address));
        }
        return addresses;
    }

    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
        List<InetSocketAddress> sockets = Arrays.stream(resolve(host))
                .map(address -> new InetSocketAddress(address, port))
                .toList();
        for (InetSocketAddress socket : sockets) {
            if (ours.contains(socket)) {
                throw refused(host, socket.getAddress(), AddressVerdict.OUR_OWN, "");
            }
        }
        return sockets;
    }

    private static String ascii(String host) throws UnknownHostException {
        try {
            return IDN.toASCII(host);
        } catch (IllegalArgumentException notAName) {
            throw new UnknownHostException("the host is no name");
        }
    }

    private void check(String host, InetAddress address, AddressVerdict verdict) throws AddressRefused {
        if (verdict != AddressVerdict.PUBLIC && allowed.stream().noneMatch(cidr -> cidr.contains(address))) {
            throw refused(host, address, verdict, " and not in mediahook.media.allow-addresses");
        }
    }

    private static AddressRefused refused(String host, InetAddress address, AddressVerdict verdict, String more) {
        return new AddressRefused(
                host + " has the address " + address.getHostAddress() + ", which is " + verdict.word() + more);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
