package dev.mediahook.media;

import dev.mediahook.fetch.Download;
import dev.mediahook.store.StoredDownload;
import dev.mediahook.store.StoredMedium;
import dev.mediahook.store.probe.C2pa;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One file of a job.
 *
 * @param stored null until the medium is in the store
 * @param reason why a medium that the job does not need could not be fetched; null otherwise
 */
public record Medium(
        int index,
        String sourceUrl,
        @Nullable Stored stored,
        @Nullable String reason) {

    /**
     * Where a medium is kept and what it is.
     *
     * @param name in the store, below its root
     * @param location the URI under which the store gives it back, such as {@code file:…} or {@code s3://…}
     * @param size in bytes
     * @param sha256 lower-case hex
     * @param width in pixels; null if the header does not say
     * @param height in pixels; null if the header does not say
     * @param durationMillis if the header says so
     * @param c2pa {@code present} or {@code absent}: whether it carries a manifest of its provenance; null if it could not be read for one
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
            @Nullable String c2pa,
            String sourceHost,
            @Nullable String etag,
            @Nullable String lastModified,
            long fetchMillis,
            int fetches) {

        static Stored of(StoredDownload inStore, Instant now) {
            StoredMedium stored = inStore.stored();
            C2pa c2pa = stored.c2pa();
            Download download = inStore.fetched().download();
            return new Stored(
                    stored.name(),
                    stored.location(),
                    stored.contentType(),
                    stored.size(),
                    stored.sha256(),
                    now,
                    stored.width(),
                    stored.height(),
                    stored.durationMillis(),
                    c2pa == null ? null : c2pa.word(),
                    download.sourceHost(),
                    download.etag(),
                    download.lastModified(),
                    download.took().toMillis(),
                    download.attempts());
        }
    }
}
