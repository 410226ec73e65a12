package dev.mediahook.fetch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Hears of each request for a medium, and of what kept one from being made. */
@FunctionalInterface
interface TransferListener {

    /**
     * @param begun when it was asked for
     * @param host that was asked first; null if none was
     * @param bytes how many arrived
     */
    void ended(Instant begun, @Nullable String host, FetchOutcome outcome, long bytes);
}
