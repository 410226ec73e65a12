package dev.mediahook.poll;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job that has not ended yet.
 *
 * @param until when it is given up
 * @param polls how often it was asked after, this time included
 * @param trace the {@link dev.mediahook.delivery.TraceParent} of its submission; null if nothing was traced
 */
record Watch(
        String sender,
        String jobId,
        Instant until,
        int polls,
        @Nullable String trace) {}
