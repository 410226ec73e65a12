package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule classifies both ends of each block of addresses and the addresses just outside it. */
class AddressRuleTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,THIS_NETWORK",
        "0.255.255.255,THIS_NETWORK",
        "1.0.0.0,PUBLIC",
        "9.255.255.255,PUBLIC",
        "10.0.0.0,PRIVATE",
        "10.255.255.255,PRIVATE",
        "11.0.0.0,PUBLIC",
        "100.63.255.255,PUBLIC",
        "100.64.0.0,SHARED_CGNAT",
        "100.127.255.255,SHARED_CGNAT",
        "100.128.0.0,PUBLIC",
        "126.255.255.255,PUBLIC",
        "127.0.0.0,LOOPBACK",
        "127.255.255.255,LOOPBACK",
        "128.0.0.0,PUBLIC",
        "169.253.255.255,PUBLIC",
        "169.254.0.0,LINK_LOCAL",
        "169.254.169.254,LINK_LOCAL",
        "169.254.255.255,LINK_LOCAL",
        "169.255.0.0,PUBLIC",
        "172.15.255.255,PUBLIC",
        "172.16.0.0,PRIVATE",
        "172.31.255.255,PRIVATE",
        "172.32.0.0,PUBLIC",
        "191.255.255.255,PUBLIC",
        "192.0.0.0,IETF_PROTOCOL",
        "192.0.0.255,IETF_PROTOCOL",
        "192.0.1.0,PUBLIC",
        "192.0.1.255,PUBLIC",
        "192.0.2.0,DOCUMENTATION",
        "192.0.2.255,DOCUMENTATION",
        "192.0.3.0,PUBLIC",
        "192.31.195.255,PUBLIC",
        "192.31.196.0,IETF_PROTOCOL",
        "192.31.196.255,IETF_PROTOCOL",
        "192.31.197.0,PUBLIC",
        "192.52.192.255,PUBLIC",
        "192.52.193.0,IETF_PROTOCOL",
        "192.52.193.255,IETF_PROTOCOL",
        "192.52.194.0,PUBLIC",
        "192.88.98.255,PUBLIC",
        "192.88.99.0,RELAY_6TO4",
        "192.88.99.255,RELAY_6TO4",
        "192.88.100.0,PUBLIC",
        "192.167.255.255,PUBLIC",
        "192.168.0.0,PRIVATE",
        "192.168.255.255,PRIVATE",
        "192.169.0.0,PUBLIC",
        "192.175.47.255,PUBLIC",
        "192.175.48.0,IETF_PROTOCOL",
        "192.175.48.255,IETF_PROTOCOL",
        "192.175.49.0,PUBLIC",
        "198.17.255.255,PUBLIC",
        "198.18.0.0,BENCHMARKING",
        "198.19.255.255,BENCHMARKING",
        "198.20.0.0,PUBLIC",
        "198.51.99.255,PUBLIC",
        "198.51.100.0,DOCUMENTATION",
        "198.51.100.255,DOCUMENTATION",
        "198.51.101.0,PUBLIC",
        "203.0.112.255,PUBLIC",
        "203.0.113.0,DOCUMENTATION",
        "203.0.113.255,DOCUMENTATION",
        "203.0.114.0,PUBLIC",
        "223.255.255.255,PUBLIC",
        "224.0.0.0,MULTICAST",
        "239.255.255.255,MULTICAST",
        "240.0.0.0,RESERVED",
        "255.255.255.255,RESERVED",
        "::,UNSPECIFIED",
        "::1,LOOPBACK",
        "::2,IPV4_EMBEDDED",
        "::8.8.8.8,IPV4_EMBEDDED",
        "::255.255.255.255,IPV4_EMBEDDED",
        "::1:0:0,NOT_GLOBAL_UNICAST",
        "::ffff:127.0.0.1,LOOPBACK",
        "::ffff:8.8.8.8,PUBLIC",
        "::fffe:ffff:ffff:ffff,NOT_GLOBAL_UNICAST",
        "::ffff:0:0:0,IPV4_EMBEDDED",
        "::ffff:0:8.8.8.8,IPV4_EMBEDDED",
        "::ffff:0:ffff:ffff,IPV4_EMBEDDED",
        "::ffff:1:0:0,NOT_GLOBAL_UNICAST",
        "64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff,NOT_GLOBAL_UNICAST",
        "64:ff9b::,NAT64",
        "64:ff9b::8.8.8.8,NAT64",
        "64:ff9b::ffff:ffff,NAT64",
        "64:ff9b::1:0:0,NOT_GLOBAL_UNICAST",
        "64:ff9b:0:ffff:ffff:ffff:ffff:ffff,NOT_GLOBAL_UNICAST",
        "64:ff9b:1::,NAT64",
        "64:ff9b:1::1,NAT64",
        "64:ff9b:1:ffff:ffff:ffff:ffff:ffff,NAT64",
        "64:ff9b:2::1,NOT_GLOBAL_UNICAST",
        "ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,NOT_GLOBAL_UNICAST",
        "100::,DISCARD_ONLY",
        "100::1,DISCARD_ONLY",
        "100::ffff:ffff:ffff:ffff,DISCARD_ONLY",
        "100:0:0:1::,DISCARD_ONLY",
        "100:0:0:1:ffff:ffff:ffff:ffff,DISCARD_ONLY",
        "100:0:0:2::,NOT_GLOBAL_UNICAST",
        "1fff:ffff::1,NOT_GLOBAL_UNICAST",
        "2000::1,PUBLIC",
        "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff,PUBLIC",
        "2001::,TEREDO",
        "2001::1,TEREDO",
        "2001:0:ffff:ffff:ffff:ffff:ffff:ffff,TEREDO",
        "2001:1::1,IETF_PROTOCOL",
        "2001:2::1,BENCHMARKING",
        "2001:2:0:ffff:ffff:ffff:ffff:ffff,BENCHMARKING",
        "2001:2:1::,IETF_PROTOCOL",
        "2001:f:ffff:ffff:ffff:ffff:ffff:ffff,IETF_PROTOCOL",
        "2001:10::1,ORCHID",
        "2001:2f:ffff::1,ORCHID",
        "2001:30::1,IETF_PROTOCOL",
        "2001:1ff:ffff::1,IETF_PROTOCOL",
        "2001:200::1,PUBLIC",
        "2001:db7:ffff::1,PUBLIC",
        "2001:db8::1,DOCUMENTATION",
        "2001:db8:ffff::1,DOCUMENTATION",
        "2001:db9::1,PUBLIC",
        "2002::1,RELAY_6TO4",
        "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff,RELAY_6TO4",
        "2003::1,PUBLIC",
        "2606:4700::1111,PUBLIC",
        "2620:4f:7fff:ffff:ffff:ffff:ffff:ffff,PUBLIC",
        "2620:4f:8000::,IETF_PROTOCOL",
        "2620:4f:8000:ffff:ffff:ffff:ffff:ffff,IETF_PROTOCOL",
        "2620:4f:8001::,PUBLIC",
        "3ffd:ffff:ffff:ffff:ffff:ffff:ffff:ffff,PUBLIC",
        "3ffe::1,RESERVED",
        "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff,RESERVED",
        "3fff::1,DOCUMENTATION",
        "3fff:fff:ffff::1,DOCUMENTATION",
        "3fff:1000::1,PUBLIC",
        "4000::1,NOT_GLOBAL_UNICAST",
        "5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,NOT_GLOBAL_UNICAST",
        "5f00::1,SEGMENT_ROUTING",
        "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff,SEGMENT_ROUTING",
        "5f01::,NOT_GLOBAL_UNICAST",
        "fbff::1,NOT_GLOBAL_UNICAST",
        "fc00::1,UNIQUE_LOCAL",
        "fdff:ffff::1,UNIQUE_LOCAL",
        "fe00::1,NOT_GLOBAL_UNICAST",
        "fe80::1,LINK_LOCAL",
        "febf::1,LINK_LOCAL",
        "fec0::1,SITE_LOCAL",
        "feff::1,SITE_LOCAL",
        "ff02::1,MULTICAST",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,MULTICAST",
    })
    void tellsEachBlockFromItsNeighbours(String address, AddressVerdict verdict) throws UnknownHostException {
        assertThat(AddressRule.classify(address(address))).isEqualTo(verdict);
    }

    @Property
    void whatJavaItselfCallsLocalIsNeverPublic(@ForAll @Size(4) byte[] v4, @ForAll @Size(16) byte[] v6)
            throws UnknownHostException {
        for (InetAddress address : new InetAddress[] {InetAddress.getByAddress(v4), InetAddress.getByAddress(v6)}) {
            boolean local = address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || address.isLinkLocalAddress()
                    || address.isSiteLocalAddress()
                    || address.isMulticastAddress();
            if (local) {
                assertThat(AddressRule.classify(address)).isNotEqualTo(AddressVerdict.PUBLIC);
            }
        }
    }

    @Property
    void anAddressMappedIntoIpv6IsJudgedAsItself(@ForAll @Size(4) byte[] v4) throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = (byte) 0xFF;
        mapped[11] = (byte) 0xFF;
        System.arraycopy(v4, 0, mapped, 12, 4);

        assertThat(AddressRule.classify(InetAddress.getByAddress(mapped)))
                .isEqualTo(AddressRule.classify(InetAddress.getByAddress(v4)));
    }

    private static InetAddress address(String literal) throws UnknownHostException {
        return InetAddress.getByName(literal.contains(":") ? "[" + literal + "]" : literal);
    }
}
