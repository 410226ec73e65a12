package dev.mediahook.store;

import java.nio.file.Path;
import java.util.Map;

/**
 * A finished file on its way into a store.
 *
 * @param file temporary; its owner deletes it once the medium is on record
 * @param sha256 lower-case hex
 * @param facts what a store may keep beside it: sender, job, source-host, sha256
 */
public record MediumFile(
        Path file, long size, String sha256, String contentType, MediumName name, Map<String, String> facts) {}
