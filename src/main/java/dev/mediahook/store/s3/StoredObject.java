package dev.mediahook.store.s3;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * A part of an object, read piece by piece by {@link #readNBytes(int)}. Only some readers keep their connection from
 * one piece to the next. The others ask for each piece anew, so that readers that are slow, or many, leave connections
 * to the uploads, and to each other.
 */
final class StoredObject extends InputStream {

    /** How many readers of a store keep their connection. A client has 50, and uploads may take half of them. */
    static final int KEPT = 16;

    /** How long the store may take to begin its answer, repeated requests included: a caller waits for the answer. */
    static final AwsRequestOverrideConfiguration PATIENCE = AwsRequestOverrideConfiguration.builder()
            .apiCallTimeout(Duration.ofSeconds(20))
            .build();

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final long size;
    private final Semaphore kept;
    private long next;
    private long left;
    private boolean keeps;
    private @Nullable ResponseInputStream<GetObjectResponse> part;

    /**
     * @param size of the whole object
     * @param from the first byte of the part
     * @param length of the part
     * @param kept a permit for each reader that keeps its connection
     */
    StoredObject(S3Client client, String bucket, String key, long size, long from, long length, Semaphore kept) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.size = size;
        this.next = from;
        this.left = length;
        this.kept = kept;
    }

    @Override
    public byte[] readNBytes(int most) throws IOException {
        int length = (int) Math.min(most, left);
        if (length == 0) {
            return new byte[0];
        }
        try {
            if (part == null) {
                keeps = keeps || kept.tryAcquire();
                part = part(keeps ? left : length);
            }
            byte[] piece = part.readNBytes(length);
            next += piece.length;
            left -= piece.length;
            if (!keeps || left == 0) {
                part.close();
                part = null;
                letGo();
            }
            return piece;
        } catch (SdkException failure) {
            throw BucketFault.of("give the medium", failure);
        }
    }

    @Override
    public int read(byte[] into, int at, int most) throws IOException {
        byte[] piece = readNBytes(most);
        System.arraycopy(piece, 0, into, at, piece.length);
        return piece.length == 0 && most > 0 ? -1 : piece.length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = readNBytes(1);
        return one.length == 0 ? -1 : one[0] & 0xff;
    }

    private ResponseInputStream<GetObjectResponse> part(long length) throws IOException {
        ResponseInputStream<GetObjectResponse> given = client.getObject(GetObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .range("bytes=" + next + "-" + (next + length - 1))
                .overrideConfiguration(PATIENCE)
                .build());
        String range = given.response().contentRange();
        if (range == null ? length == size && given.response().contentLength() == size : range.endsWith("/" + size)) {
            return given;
        }
        given.abort();
        throw new IOException("the object has another size than the medium");
    }

    /** Without reading the rest, which may be gigabytes. */
    @Override
    public void close() {
        if (part != null) {
            part.abort();
            part = null;
        }
        letGo();
    }

    private void letGo() {
        if (keeps) {
            keeps = false;
            kept.release();
        }
    }
}
