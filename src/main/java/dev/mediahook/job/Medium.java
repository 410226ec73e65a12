package dev.mediahook.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file of a job, as far as it is known.
 *
 * @param stored null until it is in the store
 */
public record Medium(int index, String sourceUrl, @Nullable Stored stored) {

    /**
     * Where a medium is kept and what it is.
     *
     * @param name in the store, below its root
     * @param location {@code file:…} or {@code s3://…}
     * @param size in bytes
     * @param sha256 lower-case hex
     * @param width in pixels, where the header says so
     * @param height in pixels, where the header says so
     * @param durationMillis where the header says so
     * @param sourceHost that served it
     * @param etag the media host's, as sent
     * @param lastModified the media host's, as sent
     * @param fetchMillis from the first connection to the last byte
     * @param fetches how many requests that took
     */
    public record Stored(
            String name,
            String location,
            String contentType,
            long size,
            String sha256,
            Instant storedAt,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Long durationMillis,
            String sourceHost,
            @Nullable String etag,
            @Nullable String lastModified,
            long fetchMillis,
            int fetches) {}
}
