package dev.mediahook.fetch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Is told of each request for a medium, or of the reason why no request was made. */
@FunctionalInterface
interface TransferListener {

    /**
     * @param begun when the medium was requested
     * @param host the host that was asked first; null if none was
     * @param bytes how many bytes arrived
     */
    void ended(Instant begun, @Nullable String host, FetchOutcome outcome, long bytes);
}
