package dev.mediahook.fetch;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The SHA-256 of what arrives, made beside the transfer instead of within it: while one buffer is hashed the next is read and
 * written. A few buffers of fixed size each, whatever the medium's; a small medium is hashed in place.
 */
final class RunningHash {

    private static final int BUFFER = 1 << 17;
    private static final int BUFFERS = 3;

    /** Below it handing over costs more than it saves. */
    private static final long BESIDE_FROM = 2 << 20;

    private final Executor executor;
    private final byte[][] buffers = new byte[BUFFERS][];
    private final CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
    private final CompletableFuture<?>[] uses = new CompletableFuture<?>[BUFFERS];
    private CompletableFuture<Void> last = done;
    private MessageDigest digest;
    private int current;
    private long taken;

    RunningHash(MessageDigest digest, Executor executor) {
        this.digest = digest;
        this.executor = executor;
        Arrays.fill(uses, done);
    }

    /** The buffer to read into next; waits until it has been hashed. */
    byte[] buffer() {
        uses[current].join();
        byte[] buffer = buffers[current];
        if (buffer == null) {
            buffer = new byte[BUFFER];
            buffers[current] = buffer;
        }
        return buffer;
    }

    /** So many bytes of the buffer come next; it is not to be touched until it is given out again. */
    void update(int length) {
        byte[] bytes = buffers[current];
        MessageDigest into = digest;
        taken += length;
        if (taken < BESIDE_FROM) {
            into.update(bytes, 0, length);
        } else {
            last = last.thenRunAsync(() -> into.update(bytes, 0, length), executor);
            uses[current] = last;
            current = (current + 1) % BUFFERS;
        }
    }

    /** Begins with another hash, of nothing or of what was there before. */
    void restart(MessageDigest with) {
        settle();
        digest = with;
    }

    /** Waits for all that was taken. */
    void settle() {
        last.join();
    }

    /** Lower-case hex of all; it can go on with nothing more. */
    String hex() {
        settle();
        return HexFormat.of().formatHex(digest.digest());
    }
}
