package dev.mediahook.fetch;

import dev.mediahook.event.Reason;
import dev.mediahook.http.OutgoingClient;
import dev.mediahook.http.WireCount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/** Sends requests for media and reads the answers. Follows redirects; every hop is checked like the first URL. */
final class MediaExchanges {

    private static final int MOST_REDIRECTS = 3;
    private static final long LITTLE = 64 << 10;

    private final FetchSettings settings;
    private final InstantSource clock;
    private final OutgoingClient client;
    private final ScheduledExecutorService timer;
    private final Transfer transfer;

    MediaExchanges(FetchSettings settings, InstantSource clock, OutgoingClient client, ScheduledExecutorService timer) {
        this.settings = settings;
        this.clock = clock;
        this.client = client;
        this.timer = timer;
        this.transfer = new Transfer(settings.maxBytes(), clock);
    }

    /**
     * Requests a medium once.
     *
     * @param attempt the number of this request within the try, from 1
     */
    FetchOutcome one(Tries tries, int attempt) throws IOException {
        Optional<String> validator = tries.part().resumable();
        MediaUrl url = tries.url();
        HostKey key = tries.request().key();
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            HttpUriRequestBase get = MediaClient.get(url);
            // A redirect that leads away and back does not get the key again: a stranger chose the way.
            key = key != null && key.opens(url) ? key : null;
            if (key != null) {
                key.putInto(get);
            }
            validator.ifPresent(etag -> {
                get.setHeader("Range", "bytes=" + tries.part().size() + "-");
                get.setHeader("If-Range", etag);
            });
            HttpClientContext context = HttpClientContext.create();
            ScheduledFuture<?> abort = abortAtTheEnd(get, tries);
            ClassicHttpResponse response = null;
            boolean whole = false;
            try (Pace pace =
                    new Pace(timer, settings.least(), settings.connect().plus(settings.idle()), get::cancel)) {
                response = answer(url, get, context, pace);
                if (ResponseStatus.redirect(response.getCode()) && response.containsHeader("Location")) {
                    url = checked(
                            url.resolve(Transfer.header(response, "Location")),
                            tries.request().hosts());
                    continue;
                }
                Optional<FetchOutcome> failure = transfer.take(
                        response,
                        tries.part(),
                        validator.orElse(null),
                        new Arriving(pace::arrived, WireCount.of(context)));
                whole = failure.isEmpty();
                if (failure.isPresent()) {
                    return pace.tooSlow() ? tooSlow() : failure.get();
                }
                return fetched(tries, url, response, attempt);
            } catch (CheckedResolver.AddressRefused refused) {
                return new FetchOutcome.Refused(Reason.ADDRESS_REFUSED, String.valueOf(refused.getMessage()));
            } catch (IOException | IllegalStateException unreachable) {
                // The client throws IllegalStateException if a read is aborted while it waits.
                return new FetchOutcome.Retryable(
                        Reason.FETCH_FAILED,
                        url.host() + " gave no usable answer: "
                                + unreachable.getClass().getSimpleName(),
                        null);
            } finally {
                if (!whole && !littleIsLeft(response)) {
                    get.cancel();
                }
                // Closing a broken response reports the failure again.
                Closer.closeQuietly(response);
                abort.cancel(false);
            }
        }
        return new FetchOutcome.Refused(Reason.TOO_MANY_REDIRECTS, "more than " + MOST_REDIRECTS + " redirects");
    }

    private ClassicHttpResponse answer(MediaUrl url, HttpUriRequestBase get, HttpClientContext context, Pace pace)
            throws IOException {
        ClassicHttpResponse response = client.open(new HttpHost(url.scheme(), url.host(), url.port()), get, context);
        pace.headIsHere();
        return response;
    }

    private static FetchOutcome tooSlow() {
        return new FetchOutcome.Retryable(Reason.FETCH_FAILED, "the media host sends too slowly", null);
    }

    /**
     * Closing reads the rest of the body, so that the connection can be reused. That is done only if the body is small.
     */
    private static boolean littleIsLeft(@Nullable ClassicHttpResponse response) {
        return response == null
                || response.getEntity() == null
                || (response.getEntity().getContentLength() >= 0
                        && response.getEntity().getContentLength() <= LITTLE);
    }

    private FetchOutcome fetched(Tries tries, MediaUrl url, ClassicHttpResponse response, int attempt) {
        Download download = new Download(
                tries.part().finish(),
                tries.part().size(),
                tries.part().sha256Hex(),
                url.host(),
                orNull(Transfer.header(response, "Content-Type")),
                orNull(Transfer.header(response, "ETag")),
                orNull(Transfer.header(response, "Last-Modified")),
                Duration.between(tries.begun(), clock.instant()),
                attempt);
        try {
            WholePart.write(download);
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
        return new FetchOutcome.Fetched(download);
    }

    /** A host that sends a byte now and then never hits the idle timeout. This ends the request all the same. */
    private ScheduledFuture<?> abortAtTheEnd(HttpUriRequestBase get, Tries tries) {
        return timer.schedule(
                get::cancel,
                Math.max(1, tries.left(settings.total(), clock.instant()).toMillis()),
                TimeUnit.MILLISECONDS);
    }

    /**
     * Parses a URL and checks that it may be requested.
     *
     * @throws FetchRefused if it may not be requested
     */
    MediaUrl checked(String text, HostPatterns hosts) {
        MediaUrl url = MediaUrl.parse(text, settings.allowHttp());
        if (!hosts.allow(url.host())) {
            throw new FetchRefused(Reason.HOST_REFUSED, url.host() + " is not among the sender's media hosts");
        }
        return url;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
