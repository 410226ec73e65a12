package dev.mediahook.fetch;

import java.util.concurrent.Executor;

/**
 * What parts are written with.
 *
 * @param beside runs writing and hashing in parallel to the transfer, or in the calling thread if it is busy
 * @param buffers as large as the largest write
 * @param toDisk whether the part's own file has to be on disk in the end
 */
record Spooling(Executor beside, AlignedBuffers buffers, boolean toDisk) {}
