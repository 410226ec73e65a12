package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.event.Reason;
import dev.mediahook.standin.MediaBehaviour;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the fetcher must never connect to, whatever leads there. */
class MediaFetcherSafetyTest {

    @TempDir
    Path parts;

    private MediaHost host;
    private Fetching fetching;

    @BeforeEach
    void start() {
        host = MediaHost.start(0, Clock.systemUTC());
        fetching = new Fetching(Fetching.fetcher(parts, "127.0.0.0/8", 1 << 20, Duration.ofSeconds(20)));
    }

    @AfterEach
    void stop() throws IOException {
        fetching.close();
        host.close();
    }

    @Test
    void checksEveryHopAsTheFirst() {
        for (String target :
                List.of("http://10.0.0.1/a", "http://[::1]/a", "http://169.254.169.254/latest/meta-data")) {
            fetching.refused(hop(target), Reason.ADDRESS_REFUSED);
        }
        fetching.refused(hop("ftp://127.0.0.1/a"), Reason.SCHEME_REFUSED);
        fetching.refused(hop("http://user@127.0.0.1/a"), Reason.URL_REFUSED);
    }

    @Test
    void refusesANameWithOneBadAddressAmongGoodOnes() throws Exception {
        CheckedResolver.NameLookup names =
                name -> new InetAddress[] {InetAddress.getByName("93.184.216.34"), InetAddress.getByName("10.0.0.7")};
        try (MediaFetcher mixed = new MediaFetcher(
                Fetching.settings(parts, "127.0.0.0/8", 1000, Duration.ofSeconds(5)),
                Clock.systemUTC(),
                (sender, waiting) -> {},
                names)) {
            FetchOutcome outcome = mixed.fetch(Fetching.request("http://mixed.example/a", "", "k"));
            assertThat(outcome).isInstanceOfSatisfying(FetchOutcome.Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo(Reason.ADDRESS_REFUSED);
                assertThat(refused.detail()).contains("10.0.0.7", "private");
            });
        }
    }

    @Test
    void asksForANameOnceAndConnectsToWhatWasChecked() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        CheckedResolver.NameLookup rebinding = name ->
                new InetAddress[] {InetAddress.getByName(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "10.0.0.1")};
        try (MediaFetcher pinned = new MediaFetcher(
                Fetching.settings(parts, "127.0.0.0/8", 1 << 20, Duration.ofSeconds(5)),
                Clock.systemUTC(),
                (sender, waiting) -> {},
                rebinding)) {
            URI url = host.medium(MediaKind.PNG, "pinned");
            String named = "http://rebinding.example:" + url.getPort() + url.getRawPath();
            assertThat(pinned.fetch(Fetching.request(named, "*.example", "k")))
                    .isInstanceOf(FetchOutcome.Fetched.class);
            assertThat(lookups).hasValue(1);
        }
    }

    @Test
    void connectsToNothingThatIsNotAllowed() throws Exception {
        try (MediaFetcher strict = Fetching.fetcher(parts, "203.0.113.0/24", 1000, Duration.ofSeconds(5))) {
            URI url = host.medium(MediaKind.PNG, "never");
            FetchOutcome outcome = strict.fetch(Fetching.request(url.toString(), "", "k"));
            assertThat(((FetchOutcome.Refused) outcome).reason()).isEqualTo(Reason.ADDRESS_REFUSED);
            assertThat(host.requests(url)).isZero();
        }
    }

    @Test
    void followsThreeRedirectsAndNotAFourth() {
        URI end = host.medium(MediaKind.PNG, "end");
        URI one = host.medium(MediaKind.PNG, "one", MediaBehaviour.NORMAL.redirecting(end));
        URI two = host.medium(MediaKind.PNG, "two", MediaBehaviour.NORMAL.redirecting(one));
        URI three = host.medium(MediaKind.PNG, "three", MediaBehaviour.NORMAL.redirecting(two));
        URI four = host.medium(MediaKind.PNG, "four", MediaBehaviour.NORMAL.redirecting(three));

        fetching.fetched(three);
        fetching.refused(four, Reason.TOO_MANY_REDIRECTS);
    }

    @Test
    void neverFetchesFromItselfWhateverIsAllowed() throws Exception {
        URI url = host.medium(MediaKind.PNG, "self");
        FetchSettings usual = Fetching.settings(parts, "127.0.0.0/8", 1 << 20, Duration.ofSeconds(5));
        FetchSettings itself = new FetchSettings(
                usual.maxBytes(),
                true,
                usual.allowAddresses(),
                Set.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort())),
                usual.connect(),
                usual.idle(),
                usual.total(),
                usual.least(),
                8,
                16,
                parts,
                true);
        try (MediaFetcher own = Fetching.fetcher(itself)) {
            FetchOutcome outcome = own.fetch(Fetching.request(url.toString(), "", "k"));
            assertThat(outcome).isInstanceOfSatisfying(FetchOutcome.Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo(Reason.ADDRESS_REFUSED);
                assertThat(refused.detail()).contains("our_own");
            });
        }
    }

    @Test
    void carriesNothingFromOneHostToTheNext() throws Exception {
        AtomicReference<String> second = new AtomicReference<>();
        try (RawServer other = new RawServer(socket -> {
                    second.set(RawServer.request(socket));
                    RawServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na");
                });
                RawServer first = new RawServer(socket -> RawServer.answer(
                        socket,
                        "HTTP/1.1 302 Found\r\nSet-Cookie: id=secret\r\nLocation: " + other.url("/a")
                                + "\r\nContent-Length: 0\r\n\r\n"))) {
            fetching.fetched(URI.create(first.url("/a") + "?X-Amz-Signature=secret"));
        }
        assertThat(second.get())
                .startsWith("GET /a HTTP/1.1")
                .doesNotContain("secret")
                .doesNotContainIgnoringCase("Cookie:")
                .doesNotContainIgnoringCase("Authorization:")
                .doesNotContainIgnoringCase("Referer:");
    }

    @Test
    void believesNoHostThatWantsToBeLeftAloneForEver() throws Exception {
        for (String wait : List.of("999999999", "Fri, 31 Dec 9999 23:59:59 GMT")) {
            try (RawServer busy = new RawServer(socket -> RawServer.answer(
                    socket, "HTTP/1.1 429 Slow\r\nRetry-After: " + wait + "\r\nContent-Length: 0\r\n\r\n"))) {
                assertThat(fetching.fetch(busy.url("/a")))
                        .isInstanceOfSatisfying(
                                FetchOutcome.Retryable.class,
                                retryable -> assertThat(retryable.retryAfter()).isEqualTo(Duration.ofDays(1)));
            }
        }
    }

    private URI hop(String target) {
        return host.medium(
                MediaKind.PNG, "hop" + target.hashCode(), MediaBehaviour.NORMAL.redirecting(URI.create(target)));
    }
}
