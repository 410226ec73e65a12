package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.standin.MediaBehaviour;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A media host whose name can't be looked up for a while. */
class NamelessHostTest {

    private static final int TO_LEAVE_IT_ALONE = 10;

    @TempDir
    Path parts;

    private final AtomicInteger lookups = new AtomicInteger();
    private volatile boolean known;
    private MediaHost host;
    private MediaFetcher fetcher;

    @BeforeEach
    void start() {
        host = MediaHost.start(0, Clock.systemUTC());
        fetcher = new MediaFetcher(
                Fetching.settings(parts, "127.0.0.0/8", 1 << 20, Duration.ofSeconds(5)),
                Clock.systemUTC(),
                (sender, waiting) -> {},
                this::lookup);
    }

    @AfterEach
    void stop() throws IOException {
        fetcher.close();
        host.close();
    }

    @Test
    void isLeftAloneSoThatLookUpsDoNotHoldThreads() {
        for (int i = 0; i < 2 * TO_LEAVE_IT_ALONE; i++) {
            assertThat(fetch("m" + i)).isInstanceOf(FetchOutcome.Retryable.class);
        }

        assertThat(lookups).hasValue(TO_LEAVE_IT_ALONE);
    }

    @Test
    void isFetchedFromAgainHoweverManyLookUpsFailed() {
        known = true;
        URI away = host.medium(MediaKind.PNG, "away", MediaBehaviour.NORMAL.failing(TO_LEAVE_IT_ALONE));
        for (int i = 0; i < TO_LEAVE_IT_ALONE; i++) {
            assertThat(fetch(away)).isInstanceOf(FetchOutcome.Retryable.class);
        }
        known = false;
        lookups.set(0);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            fetch("m");
            return lookups.get() >= TO_LEAVE_IT_ALONE;
        });
        known = true;

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> fetch("m") instanceof FetchOutcome.Fetched);
    }

    private FetchOutcome fetch(String name) {
        return fetch(host.medium(MediaKind.PNG, name));
    }

    private FetchOutcome fetch(URI url) {
        String named = "http://media.example:" + url.getPort() + url.getRawPath();
        return fetcher.fetch(Fetching.request(named, "", url.getPath()));
    }

    private InetAddress[] lookup(String name) throws UnknownHostException {
        lookups.incrementAndGet();
        if (!known) {
            throw new UnknownHostException(name);
        }
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }
}
