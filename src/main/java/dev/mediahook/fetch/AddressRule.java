package dev.mediahook.fetch;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells public addresses from all others, by IANA's special-purpose registries (RFC 6890 and its updates). In IPv6,
 * everything outside the global unicast block is not public either. The first match counts. An IPv4 address embedded in
 * an IPv6 address never makes that address public: a translator may stand behind it.
 */
final class AddressRule {

    private record Range(Cidr cidr, AddressVerdict verdict) {}

    private static final List<Range> RANGES = ranges(
            "0.0.0.0/8 THIS_NETWORK", // RFC 791
            "10.0.0.0/8 PRIVATE", // RFC 1918
            "100.64.0.0/10 SHARED_CGNAT", // RFC 6598
            "127.0.0.0/8 LOOPBACK", // RFC 1122
            "169.254.0.0/16 LINK_LOCAL", // RFC 3927; clouds serve credentials here
            "172.16.0.0/12 PRIVATE", // RFC 1918
            "192.0.0.0/24 IETF_PROTOCOL", // RFC 6890
            "192.0.2.0/24 DOCUMENTATION", // RFC 5737
            "192.31.196.0/24 IETF_PROTOCOL", // RFC 7535, AS112
            "192.52.193.0/24 IETF_PROTOCOL", // RFC 7450, AMT
            "192.88.99.0/24 RELAY_6TO4", // RFC 7526
            "192.168.0.0/16 PRIVATE", // RFC 1918
            "192.175.48.0/24 IETF_PROTOCOL", // RFC 7534, AS112
            "198.18.0.0/15 BENCHMARKING", // RFC 2544
            "198.51.100.0/24 DOCUMENTATION", // RFC 5737
            "203.0.113.0/24 DOCUMENTATION", // RFC 5737
            "224.0.0.0/4 MULTICAST", // RFC 5771
            "240.0.0.0/4 RESERVED", // RFC 1112, broadcast included
            "0.0.0.0/0 PUBLIC",
            "::/128 UNSPECIFIED", // RFC 4291
            "::1/128 LOOPBACK", // RFC 4291
            "::/96 IPV4_EMBEDDED", // RFC 4291, IPv4-compatible
            "::ffff:0:0:0/96 IPV4_EMBEDDED", // RFC 2765, IPv4-translated
            "64:ff9b::/96 NAT64", // RFC 6052
            "64:ff9b:1::/48 NAT64", // RFC 8215
            "100::/64 DISCARD_ONLY", // RFC 6666
            "100:0:0:1::/64 DISCARD_ONLY", // RFC 9780
            "2001::/32 TEREDO", // RFC 4380
            "2001:2::/48 BENCHMARKING", // RFC 5180
            "2001:10::/28 ORCHID", // RFC 4843
            "2001:20::/28 ORCHID", // RFC 7343
            "2001:db8::/32 DOCUMENTATION", // RFC 3849
            "2001::/23 IETF_PROTOCOL", // RFC 2928
            "2002::/16 RELAY_6TO4", // RFC 3056
            "2620:4f:8000::/48 IETF_PROTOCOL", // RFC 7534, AS112
            "3ffe::/16 RESERVED", // RFC 3701, the former 6bone
            "3fff::/20 DOCUMENTATION", // RFC 9637
            "5f00::/16 SEGMENT_ROUTING", // RFC 9602
            "fc00::/7 UNIQUE_LOCAL", // RFC 4193
            "fe80::/10 LINK_LOCAL", // RFC 4291
            "fec0::/10 SITE_LOCAL", // RFC 3879
            "ff00::/8 MULTICAST", // RFC 4291
            "2000::/3 PUBLIC"); // RFC 4291, global unicast

    private AddressRule() {}

    /** Classifies an address. Java has already turned an IPv4-mapped address into its IPv4 address. */
    static AddressVerdict classify(InetAddress address) {
        for (Range range : RANGES) {
            if (range.cidr().contains(address)) {
                return range.verdict();
            }
        }
        return AddressVerdict.NOT_GLOBAL_UNICAST;
    }

    private static List<Range> ranges(String... lines) {
        List<Range> ranges = new ArrayList<>();
        for (String line : lines) {
            String[] parts = line.split(" ", 2);
            ranges.add(new Range(Cidr.of(parts[0]), AddressVerdict.valueOf(parts[1])));
        }
        return List.copyOf(ranges);
    }
}
