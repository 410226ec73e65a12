package dev.mediahook.fetch;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.stream.Collectors;

/** The addresses of this machine. They change while a program runs, so they are read each time. */
final class OwnAddresses {

    private OwnAddresses() {}

    /** Of every interface, whatever port is asked for: what listens there expects no stranger's request from within. */
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

    /** An IPv6 address of an interface carries the interface, which no resolved one does. */
    private static InetAddress withoutScope(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (java.net.UnknownHostException unlikely) {
            return address;
        }
    }
}
