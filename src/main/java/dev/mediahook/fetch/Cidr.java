package dev.mediahook.fetch;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A block of addresses, such as {@code 10.0.0.0/8} or {@code fc00::/7}. */
public final class Cidr {

    private final byte[] network;
    private final int bits;

    private Cidr(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /**
     * Parses a block; a single address is a block of one.
     *
     * @throws IllegalArgumentException if the text is not a block
     */
    public static Cidr of(String text) {
        String[] parts = text.strip().split("/", 2);
        if (!parts[0].matches("[0-9A-Fa-f:.]+")
                || (!parts[0].contains(":") && !parts[0].matches("[0-9]+(\\.[0-9]+){3}"))) {
            throw new IllegalArgumentException("\"" + text + "\" is no block of addresses such as 10.1.0.0/16");
        }
        try {
            byte[] network = InetAddress.getByName(parts[0].contains(":") ? "[" + parts[0] + "]" : parts[0])
                    .getAddress();
            int bits = parts.length == 1 ? network.length * 8 : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > network.length * 8) {
                throw new IllegalArgumentException("\"" + text + "\" has a prefix that is too long");
            }
            return new Cidr(network, bits);
        } catch (UnknownHostException | NumberFormatException unreadable) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no block of addresses such as 10.1.0.0/16", unreadable);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        int whole = bits / 8;
        if (!Arrays.equals(bytes, 0, whole, network, 0, whole)) {
            return false;
        }
        int rest = bits % 8;
        return rest == 0 || ((bytes[whole] ^ network[whole]) & 0xFF) >> (8 - rest) == 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cidr cidr && bits == cidr.bits && Arrays.equals(network, cidr.network);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(network) + bits;
    }
}
