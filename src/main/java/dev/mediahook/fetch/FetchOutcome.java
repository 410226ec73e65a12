package dev.mediahook.fetch;

import dev.mediahook.event.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one try to fetch a medium ended. */
public sealed interface FetchOutcome {

    /** The medium has arrived completely. */
    record Fetched(Download download) implements FetchOutcome {}

    /**
     * No later try can succeed. {@code detail} names the rule that refused the medium, and never contains a query
     * string.
     */
    record Refused(Reason reason, String detail) implements FetchOutcome {}

    /**
     * The URL has expired; a fresh one from the sender's status endpoint may work.
     *
     * @param status the HTTP status that said so
     */
    record Expired(int status) implements FetchOutcome {}

    /** The media host answered with success and an empty body: it may not have the file yet. */
    record Empty() implements FetchOutcome {}

    /**
     * A later try may succeed.
     *
     * @param reason the reason for giving up if no try succeeds
     * @param retryAfter how long the media host asked us to wait, or null
     */
    record Retryable(Reason reason, String detail, @Nullable Duration retryAfter) implements FetchOutcome {}

    /**
     * The media host wants fewer concurrent requests (429).
     *
     * @param retryAfter how long the host asked us to wait, or null
     */
    record Busy(@Nullable Duration retryAfter) implements FetchOutcome {}
}
