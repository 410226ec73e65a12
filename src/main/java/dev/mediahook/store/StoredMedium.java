package dev.mediahook.store;

import dev.mediahook.store.probe.C2pa;
import org.jspecify.annotations.Nullable;

/**
 * A medium in the store.
 *
 * @param name below the store's root
 * @param location {@code file:} and the path, {@code s3://bucket/key}, or the endpoint's URI and the name
 * @param size in bytes
 * @param sha256 lower-case hex
 * @param width in pixels; null if the header does not say
 * @param height in pixels; null if the header does not say
 * @param durationMillis where the header says so
 * @param c2pa whether it carries a manifest of its provenance; null if the file could not be read for one
 */
public record StoredMedium(
        String name,
        String location,
        String contentType,
        long size,
        String sha256,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable Long durationMillis,
        @Nullable C2pa c2pa) {}
