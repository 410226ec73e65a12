package dev.mediahook.poll;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A watched job, which has not ended yet.
 *
 * @param until when the job is given up
 * @param polls how often the job was polled, this time included
 * @param trace the {@link dev.mediahook.delivery.TraceParent} of its submission; null if it was not traced
 */
record Watch(
        String sender,
        String jobId,
        Instant until,
        int polls,
        @Nullable String trace) {}
