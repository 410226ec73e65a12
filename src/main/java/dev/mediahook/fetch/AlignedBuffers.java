package dev.mediahook.fetch;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A pool of buffers whose memory is aligned to disk blocks, as direct I/O requires. Buffers are reused, because their
 * memory is freed only when the garbage collector finds them unreachable.
 */
final class AlignedBuffers {

    /** A multiple of the block size of all current disks. */
    static final int BLOCK = 4096;

    private final int size;
    private final ConcurrentLinkedQueue<ByteBuffer> unused = new ConcurrentLinkedQueue<>();

    /**
     * @param size of each buffer in bytes, a multiple of {@link #BLOCK}
     */
    AlignedBuffers(int size) {
        this.size = size;
    }

    ByteBuffer take() {
        ByteBuffer buffer = unused.poll();
        return buffer == null ? ByteBuffer.allocateDirect(size + BLOCK - 1).alignedSlice(BLOCK) : buffer;
    }

    void giveBack(ByteBuffer buffer) {
        unused.add(buffer.clear());
    }
}
