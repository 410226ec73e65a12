package dev.mediahook.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sender, and how its webhooks arrive.
 *
 * @param why why the sender is on or off
 * @param asked whether a key is configured with which to call the sender
 * @param lastAccepted null if no delivery of this sender was kept
 * @param lastRefused null if no delivery of this sender was refused
 */
public record SenderView(
        String sender,
        boolean on,
        @Nullable String why,
        boolean asked,
        Webhooks webhooks,
        @Nullable Instant lastAccepted,
        @Nullable Instant lastRefused) {

    /**
     * What became of the webhooks of the sender's newest jobs that have ended.
     *
     * @param shareFoundByPollingAlone from 0 to 1; null if no job has ended
     * @param failedInARow the failed deliveries in a row, as the sender counts them; null, and left out, if no account
     *     webhook is registered
     */
    public record Webhooks(
            int expected,
            int arrived,
            int foundByPollingAlone,
            @Nullable Double shareFoundByPollingAlone,
            Percentiles secondsFromSubmitting,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer failedInARow) {}

    /** Each value is null if no webhook has come. */
    public record Percentiles(
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99) {}
}
