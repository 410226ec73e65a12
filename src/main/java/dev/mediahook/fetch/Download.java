package dev.mediahook.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A medium that has arrived completely, in a temporary file. The holder of this record owns the file and has to delete
 * it. The file survives a restart of the program, but a power failure only if its owner has synced it.
 *
 * @param file the bytes as the media host serves them, content-encoding undone
 * @param size in bytes
 * @param sha256 of the file's bytes, lower-case hex
 * @param sourceHost the host that served the last hop, without port
 * @param declaredType the Content-Type that the host declared, never trusted
 * @param etag the host's entity tag, as sent
 * @param lastModified the host's Last-Modified, as sent
 * @param took from the first connection to the last byte, over all attempts in this process
 * @param attempts how many requests it took
 */
public record Download(
        Path file,
        long size,
        String sha256,
        String sourceHost,
        @Nullable String declaredType,
        @Nullable String etag,
        @Nullable String lastModified,
        Duration took,
        int attempts) {

    /**
     * Deletes the file, if it still exists, and the note beside it. Call this once the medium is stored or no longer
     * wanted.
     */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
        WholePart.delete(file);
    }
}
