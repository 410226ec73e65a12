package dev.mediahook.fetch;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Buffers that begin where a disk's block may. They are used again and again: the memory they stand for is given back only
 * when the garbage collector finds that nobody wants them any more.
 */
final class AlignedBuffers {

    /** What any disk of today reads and writes at once. */
    static final int BLOCK = 4096;

    private final int size;
    private final ConcurrentLinkedQueue<ByteBuffer> unused = new ConcurrentLinkedQueue<>();

    /**
     * @param size of each, a multiple of a block
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
