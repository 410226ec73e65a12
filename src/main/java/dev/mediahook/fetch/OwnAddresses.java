package dev.mediahook.fetch;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.stream.Collectors;

/** The addresses of this machine. They may change while the program runs, so they are read each time. */
final class OwnAddresses {

    private OwnAddresses() {}

    /**
     * The addresses of all interfaces. All ports are meant: local services expect no stranger's request from inside.
     */
    static Set<InetAddress> ofThisMachine() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(OwnAddresses::withoutScope)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (SocketException unreadable) {
            throw new IllegalStateException("this machine's addresses can't be read", unreadable);
        }
    }

    /** An interface's IPv6 address carries a scope, a resolved address does not. */
    private static InetAddress withoutScope(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (java.net.UnknownHostException unlikely) {
            return address;
        }
    }
}
