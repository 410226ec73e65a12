package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.event.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A fetcher for tests, and assertions about what it fetches. */
final class Fetching implements AutoCloseable {

    private final MediaFetcher fetcher;

    Fetching(MediaFetcher fetcher) {
        this.fetcher = fetcher;
    }

    static MediaFetcher fetcher(Path parts, String allowed, long maxBytes, Duration total) {
        return fetcher(settings(parts, allowed, maxBytes, total));
    }

    static FetchSettings settings(Path parts, String allowed, long maxBytes, Duration total) {
        Duration five = Duration.ofSeconds(5);
        return new FetchSettings(
                maxBytes, true, List.of(Cidr.of(allowed)), Set.of(), five, five, total, 1, 8, 16, parts, true);
    }

    static MediaFetcher fetcher(FetchSettings settings) {
        return new MediaFetcher(settings, Clock.systemUTC(), (sender, waiting) -> {});
    }

    static MediaRequest request(String url, String hosts, String partKey) {
        return new MediaRequest(url, HostPatterns.of(hosts), "sender", partKey, null, partKey);
    }

    FetchOutcome fetch(URI url) {
        return fetch(url, url.getPath());
    }

    /** Fetches into a given part, as an event does whose medium has moved. */
    FetchOutcome fetch(URI url, String partKey) {
        return fetcher.fetch(request(url.toString(), "", partKey));
    }

    Download fetched(URI url) {
        FetchOutcome outcome = fetch(url);
        assertThat(outcome).isInstanceOf(FetchOutcome.Fetched.class);
        return ((FetchOutcome.Fetched) outcome).download();
    }

    void refused(URI url, Reason reason) {
        assertThat(fetch(url))
                .as(url.toString())
                .isInstanceOfSatisfying(FetchOutcome.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo(reason));
    }

    @Override
    public void close() throws IOException {
        fetcher.close();
    }
}
