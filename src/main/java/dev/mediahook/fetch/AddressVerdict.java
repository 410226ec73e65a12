package dev.mediahook.fetch;

import java.util.Locale;

/** The kind of an address. We connect only to {@link #PUBLIC} ones; a refusal names the kind. */
enum AddressVerdict {
    PUBLIC,
    THIS_NETWORK,
    PRIVATE,
    SHARED_CGNAT,
    LOOPBACK,
    LINK_LOCAL,
    IETF_PROTOCOL,
    DOCUMENTATION,
    RELAY_6TO4,
    BENCHMARKING,
    MULTICAST,
    RESERVED,
    UNSPECIFIED,
    UNIQUE_LOCAL,
    SITE_LOCAL,
    DISCARD_ONLY,
    IPV4_EMBEDDED,
    NAT64,
    TEREDO,
    ORCHID,
    SEGMENT_ROUTING,
    NOT_GLOBAL_UNICAST,
    OUR_OWN;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
