package dev.mediahook.view;

import dev.mediahook.media.Medium;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One medium of a job; all fields about the stored file are null until it is stored.
 *
 * @param size in bytes
 * @param sha256 lower-case hex
 * @param c2pa {@code present} or {@code absent}: whether the file carries a manifest of its provenance (C2PA), valid or
 *     not; null if that could not be found out
 * @param reason why the medium could not be fetched, if its job is complete without it; null otherwise
 */
public record MediumView(
        int index,
        String sourceUrl,
        @Nullable String location,
        @Nullable String contentType,
        @Nullable Long size,
        @Nullable String sha256,
        @Nullable Instant storedAt,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Long durationMillis,
        @Nullable String c2pa,
        @Nullable String sourceHost,
        @Nullable String etag,
        @Nullable String lastModified,
        @Nullable Long fetchMillis,
        @Nullable Integer fetches,
        @Nullable String reason) {

    public static MediumView of(Medium medium) {
        Medium.Stored stored = medium.stored();
        return stored == null ? missing(medium) : stored(medium, stored);
    }

    private static MediumView missing(Medium medium) {
        return new MediumView(
                medium.index(),
                medium.sourceUrl(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                medium.reason());
    }

    private static MediumView stored(Medium medium, Medium.Stored stored) {
        return new MediumView(
                medium.index(),
                medium.sourceUrl(),
                stored.location(),
                stored.contentType(),
                stored.size(),
                stored.sha256(),
                stored.storedAt(),
                stored.width(),
                stored.height(),
                stored.durationMillis(),
                stored.c2pa(),
                stored.sourceHost(),
                stored.etag(),
                stored.lastModified(),
                stored.fetchMillis(),
                stored.fetches(),
                medium.reason());
    }
}
