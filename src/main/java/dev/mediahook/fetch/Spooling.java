package dev.mediahook.fetch;

import java.util.concurrent.Executor;

/**
 * What all parts are written with.
 *
 * @param beside writes and hashes beside the transfer, or has the transfer do it
 * @param buffers as large as the largest write
 * @param toDisk whether a part itself has to be on the disk in the end
 */
record Spooling(Executor beside, AlignedBuffers buffers, boolean toDisk) {}
