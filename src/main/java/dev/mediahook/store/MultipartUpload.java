package dev.mediahook.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;

/** Uploads one big file in parts: a part that fails is sent again alone, and an upload that is given up leaves nothing. */
final class MultipartUpload {

    private static final Logger LOG = LoggerFactory.getLogger(MultipartUpload.class);

    private static final long PART = 16L << 20;
    private static final int MOST_PARTS = 10_000;
    private static final int TRIES = 3;

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final boolean onlyIfAbsent;

    /**
     * @param onlyIfAbsent fails with 412 where the object has come to be there meanwhile
     */
    MultipartUpload(S3Client client, String bucket, String key, boolean onlyIfAbsent) {
        this.onlyIfAbsent = onlyIfAbsent;
        this.client = client;
        this.bucket = bucket;
        this.key = key;
    }

    void send(MediumFile medium) {
        abortWhatACrashLeft();
        String upload = client.createMultipartUpload(CreateMultipartUploadRequest.builder()
                        .bucket(bucket)
                        .key(key)
                        .contentType(medium.contentType())
                        .metadata(medium.facts())
                        .build())
                .uploadId();
        try {
            List<CompletedPart> parts = parts(medium, upload);
            client.completeMultipartUpload(complete -> complete.bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .ifNoneMatch(onlyIfAbsent ? "*" : null)
                    .multipartUpload(all -> all.parts(parts)));
        } catch (RuntimeException failure) {
            abort(upload, failure);
            throw failure;
        }
    }

    private List<CompletedPart> parts(MediumFile medium, String upload) {
        long size = Math.max(PART, (medium.size() + MOST_PARTS - 1) / MOST_PARTS);
        List<CompletedPart> parts = new ArrayList<>();
        for (long from = 0; from < medium.size(); from += size) {
            int number = parts.size() + 1;
            String etag = part(medium.file(), upload, number, from, Math.min(size, medium.size() - from));
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }
        return parts;
    }

    private String part(Path file, String upload, int number, long from, long length) {
        ContentStreamProvider slice = () -> slice(file, from, length);
        String md5 = ContentMd5.of(file, from, length);
        RequestBody body = RequestBody.fromContentProvider(slice, length, "application/octet-stream");
        for (int attempt = 1; ; attempt++) {
            try {
                return client.uploadPart(
                                part -> part.bucket(bucket)
                                        .key(key)
                                        .uploadId(upload)
                                        .partNumber(number)
                                        .contentLength(length)
                                        .contentMD5(md5),
                                body)
                        .eTag();
            } catch (SdkException failure) {
                if (attempt == TRIES) {
                    throw failure;
                }
            }
        }
    }

    /**
     * An upload that nobody ends is paid for and seen by nobody. One of this very object that is under way elsewhere fails
     * by it, and is tried again.
     */
    private void abortWhatACrashLeft() {
        try {
            client.listMultipartUploads(list -> list.bucket(bucket).prefix(key)).uploads().stream()
                    .filter(left -> left.key().equals(key))
                    .forEach(left -> client.abortMultipartUpload(
                            abort -> abort.bucket(bucket).key(key).uploadId(left.uploadId())));
        } catch (SdkException notAllowed) {
            LOG.debug("uploads that were left in bucket {} can't be looked for: {}", bucket, notAllowed.toString());
        }
    }

    private void abort(String upload, RuntimeException failure) {
        try {
            client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(upload));
        } catch (SdkException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }

    private static InputStream slice(Path file, long from, long length) {
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.READ).position(from);
            return new Slice(Channels.newInputStream(channel), length);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** So many bytes of a stream, and no more. */
    private static final class Slice extends FilterInputStream {

        private long left;

        Slice(InputStream stream, long length) {
            super(stream);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            int read = left > 0 ? super.read() : -1;
            left -= read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = left > 0 ? super.read(bytes, offset, (int) Math.min(length, left)) : -1;
            left -= Math.max(0, read);
            return read;
        }
    }
}
