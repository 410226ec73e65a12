package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.event.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Odd spellings of hosts and addresses hide nothing, and the client asks for the host that was checked. */
class MediaUrlFuzzTest {

    private static final List<String> LOOKED_UP = new CopyOnWriteArrayList<>();
    private static final Set<String> EVER_LOOKED_UP = new HashSet<>();
    private static Path parts;
    private static MediaFetcher fetcher;

    @BeforeContainer
    static void open() throws IOException {
        parts = Files.createTempDirectory("parts");
        Duration second = Duration.ofSeconds(1);
        FetchSettings settings =
                new FetchSettings(1000, true, List.of(), Set.of(), second, second, second, 1, 8, 16, parts, false);
        fetcher = new MediaFetcher(settings, Clock.systemUTC(), (sender, waiting) -> {}, host -> {
            LOOKED_UP.add(host);
            return new InetAddress[] {InetAddress.getByAddress(new byte[] {10, 0, 0, 1})};
        });
    }

    @AfterContainer
    static void close() throws IOException {
        fetcher.close();
        Files.deleteIfExists(parts);
    }

    @Property(tries = 2000)
    void anIpv4AddressInAnyOtherSpellingIsRefused(@ForAll("oddAddresses") String host) {
        assertThatThrownBy(() -> MediaUrl.parse("https://" + host + "/a", false))
                .isInstanceOfSatisfying(
                        FetchRefused.class,
                        refused -> assertThat(refused.outcome().reason()).isEqualTo(Reason.URL_REFUSED));
    }

    @Property
    void anIpv6AddressIsTheOneThatIsConnectedToHoweverItIsWritten(@ForAll @Size(16) byte[] bytes)
            throws UnknownHostException {
        InetAddress address = InetAddress.getByAddress(bytes);
        String text = address.getHostAddress().contains(":")
                ? address.getHostAddress()
                : "::ffff:" + address.getHostAddress();
        String upper = MediaUrl.parse("https://[" + text.toUpperCase(Locale.ROOT) + "]/a", false)
                .host();

        assertThat(InetAddress.getByName(upper)).isEqualTo(address);
        assertThatThrownBy(() -> MediaUrl.parse("https://[" + text + "%25lo]/a", false))
                .isInstanceOf(FetchRefused.class);
    }

    @Property
    void nothingMayHideInAUrl(
            @ForAll("hidden") char hidden, @ForAll("names") String before, @ForAll("names") String after) {
        List<String> urls = new ArrayList<>(List.of("https://" + before + hidden + after + "/a"));
        if (hidden != ' ') {
            urls.add("https://" + before + "/" + hidden + after);
            urls.add("https://" + before + "/a?" + hidden + after);
        }
        if (hidden > ' ') {
            urls.add(hidden + "https://" + before + "/a");
        }
        for (String url : urls) {
            assertThatThrownBy(() -> MediaUrl.parse(url, true)).isInstanceOf(FetchRefused.class);
        }
    }

    @Property
    void whatABrowserTrimsAroundAUrlChangesNothingOfIt(
            @ForAll("hidden") char around, @ForAll("names") String host, @ForAll("names") String path) {
        String url = "https://" + host + "/" + path + "?q=" + path;
        if (around <= ' ') {
            assertThat(MediaUrl.parse(around + url + around, false)).isEqualTo(MediaUrl.parse(url, false));
        }
        assertThat(MediaUrl.parse(url.replace("?", " b?"), false).target()).isEqualTo("/" + path + "%20b?q=" + path);
    }

    @Property
    void caseAndATrailingDotMakeNoOtherHost(@ForAll("names") String name) {
        String plain = MediaUrl.parse("https://" + name + "/a", false).host();

        assertThat(MediaUrl.parse("HTTPS://" + name.toUpperCase(Locale.ROOT) + "./a", false)
                        .host())
                .isEqualTo(plain);
        assertThatThrownBy(() -> MediaUrl.parse("https://" + name + "@" + name + "/a", false))
                .isInstanceOf(FetchRefused.class);
    }

    @Property(tries = 1000)
    void theClientAsksForTheHostThatWasChecked(@ForAll("anything") String host) {
        String url = "http://" + host + "/p?q=1";
        LOOKED_UP.clear();

        FetchOutcome outcome = fetcher.fetch(Fetching.request(url, "", "fuzz"));

        assertThat(outcome).isInstanceOf(FetchOutcome.Refused.class);
        if (((FetchOutcome.Refused) outcome).reason() == Reason.ADDRESS_REFUSED) {
            String checked = MediaUrl.parse(url, true).host();
            EVER_LOOKED_UP.addAll(LOOKED_UP);
            assertThat(LOOKED_UP).as("none if the host is still remembered").allMatch(checked::equals);
            assertThat(EVER_LOOKED_UP).contains(checked);
        } else {
            assertThat(LOOKED_UP).as("no host is looked up").isEmpty();
        }
    }

    @Provide
    Arbitrary<String> oddAddresses() {
        Arbitrary<Integer> octets = Arbitraries.integers().between(0, 255);
        Arbitrary<Integer> spelling = Arbitraries.integers().between(0, 7);
        return Combinators.combine(octets, octets, octets, octets, spelling).as(MediaUrlFuzzTest::spelt);
    }

    private static String spelt(int a, int b, int c, int d, int spelling) {
        long whole = ((long) a << 24) | (b << 16) | (c << 8) | d;
        String dotted = a + "." + b + "." + c + "." + d;
        return switch (spelling) {
            case 0 -> Long.toString(whole);
            case 1 -> "0x" + Long.toHexString(whole);
            case 2 -> "0" + Long.toOctalString(whole);
            case 3 -> a + "." + ((b << 16) | (c << 8) | d);
            case 4 -> a + "." + b + "." + ((c << 8) | d);
            case 5 -> "0X" + Integer.toHexString(a) + "." + b + "." + c + "." + d + (d % 2 == 0 ? ".0x" : ".00");
            case 6 -> a + "." + b + "." + c + ".0" + Integer.toOctalString(d);
            default -> dotted + (d % 2 == 0 ? ".." : "." + a);
        };
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> label =
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(12);
        return Combinators.combine(label, label).as((one, other) -> one + "." + other);
    }

    @Provide
    Arbitrary<Character> hidden() {
        return Arbitraries.of('\t', '\r', '\n', '\\', ' ', '\0', '\u007f', '\u000b');
    }

    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.oneOf(
                names(),
                Arbitraries.strings().withChars("ab1.0xX-_@:[]\\%é。ß\u0131 \t").ofMaxLength(14),
                Arbitraries.strings()
                        .withCharRange('\u00a1', '\u30ff')
                        .ofMinLength(1)
                        .ofMaxLength(6));
    }
}
