package dev.mediahook.fetch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.hc.client5.http.DnsResolver;

/**
 * The HTTP client's own resolver. It rejects a host unless all its addresses are allowed, and the client connects to no
 * other address. So a name can't change between check and use.
 */
final class CheckedResolver implements DnsResolver {

    /** A check and the connection that follows it within this time use the same addresses. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private static final int MOST_NAMES = 1000;
    private static final int IPV6_NETWORK = 8;

    private final NameLookup names;
    private final Cache<String, List<InetAddress>> known = Caffeine.newBuilder()
            .maximumSize(MOST_NAMES)
            .expireAfterWrite(REMEMBERED)
            .executor(Runnable::run)
            .build();
    private final List<Cidr> allowed;
    private final Set<InetSocketAddress> ours;
    private final Supplier<Set<InetAddress>> own;

    /** Looks up a name's addresses. */
    @FunctionalInterface
    interface NameLookup {
        InetAddress[] lookup(String host) throws UnknownHostException;
    }

    /** An address was refused. A subclass of UnknownHostException, the only exception that the client passes on. */
    static final class AddressRefused extends UnknownHostException {

        private static final long serialVersionUID = 1;

        AddressRefused(String message) {
            super(message);
        }
    }

    /**
     * @param allowed addresses that may be connected to although they are not public
     * @param ours where this program itself listens: never connected to, even if allowed
     * @param own this machine's addresses, read at each check
     */
    CheckedResolver(NameLookup names, List<Cidr> allowed, Set<InetSocketAddress> ours, Supplier<Set<InetAddress>> own) {
        this.own = own;
        this.names = names;
        this.allowed = List.copyOf(allowed);
        this.ours = Set.copyOf(ours);
    }

    /** The client passes the name in Unicode; this looks up the ASCII form, which is the one that was checked. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        List<InetAddress> addresses = addresses(ascii(host));
        Set<InetAddress> ofThisMachine = own.get();
        for (InetAddress address : addresses) {
            AddressVerdict verdict = AddressRule.classify(address);
            boolean ownPublic = verdict == AddressVerdict.PUBLIC && ofThisMachine.contains(address);
            check(host, address, ownPublic ? AddressVerdict.OUR_OWN : verdict);
        }
        return addresses.toArray(InetAddress[]::new);
    }

    private List<InetAddress> addresses(String name) throws UnknownHostException {
        List<InetAddress> remembered = known.getIfPresent(name);
        if (remembered != null) {
            return remembered;
        }
        List<InetAddress> addresses = List.of(names.lookup(name));
        known.put(name, addresses);
        return addresses;
    }

    /**
     * Identifies the place that a transfer goes to: the host's first address, so that a host with many names is one
     * place. In IPv6, the /64 network, which belongs to one customer.
     */
    String placeOf(String host, int port) throws UnknownHostException {
        byte[] address = resolve(host, port).get(0).getAddress().getAddress();
        return HexFormat.of().formatHex(address, 0, Math.min(address.length, IPV6_NETWORK));
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
