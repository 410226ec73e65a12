package dev.mediahook.fetch;

import dev.mediahook.event.Reason;
import dev.mediahook.retry.RetryAfter;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Interprets a media host's answer that carries no medium. */
final class ResponseStatus {

    private ResponseStatus() {}

    static boolean redirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /**
     * Four statuses mean an expired URL: stores use them once a signed URL has run out. Everything else counts as
     * temporary, since no list of a stranger's answers is ever complete.
     */
    static FetchOutcome outcome(HttpResponse response, InstantSource clock) {
        int status = response.getCode();
        return switch (status) {
            case 401, 403, 404, 410 -> new FetchOutcome.Expired(status);
            case 429 -> new FetchOutcome.Busy(retryAfter(response, clock));
            default ->
                new FetchOutcome.Retryable(
                        Reason.FETCH_FAILED, "the media host answered " + status, retryAfter(response, clock));
        };
    }

    private static @Nullable Duration retryAfter(HttpResponse response, InstantSource clock) {
        Header header = response.getFirstHeader("Retry-After");
        if (header == null || header.getValue() == null) {
            return null;
        }
        return RetryAfter.of(header.getValue(), clock.instant()).orElse(null);
    }
}
