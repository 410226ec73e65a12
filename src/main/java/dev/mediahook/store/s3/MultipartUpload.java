package dev.mediahook.store.s3;

import dev.mediahook.log.EventLog;
import dev.mediahook.store.MediumFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * Uploads one big file in parts, several at once, and none of them completely in memory. A failed part is sent again
 * alone. An upload that is given up leaves nothing.
 */
final class MultipartUpload {

    private static final Logger LOG = EventLog.of(MultipartUpload.class);

    private static final long PART = 16L << 20;
    private static final int MOST_PARTS = 10_000;
    private static final int TRIES = 3;

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final boolean onlyIfAbsent;
    private final PayloadCheck check;
    private final ObjectOptions options;
    private final Executor uploading;

    /**
     * @param onlyIfAbsent fails with 412 if another program has stored the object in the meantime
     * @param check is sent with each part
     * @param uploading the threads that upload parts; their number limits how many go up at once
     */
    MultipartUpload(
            S3Client client,
            String bucket,
            String key,
            boolean onlyIfAbsent,
            PayloadCheck check,
            ObjectOptions options,
            Executor uploading) {
        this.options = options;
        this.onlyIfAbsent = onlyIfAbsent;
        this.check = check;
        this.uploading = uploading;
        this.client = client;
        this.bucket = bucket;
        this.key = key;
    }

    void send(MediumFile medium) {
        abortWhatACrashLeft();
        String upload = client.createMultipartUpload(options.on(CreateMultipartUploadRequest.builder())
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
        AtomicBoolean failed = new AtomicBoolean();
        List<CompletableFuture<CompletedPart>> parts = new ArrayList<>();
        for (long from = 0; from < medium.size(); from += size) {
            int number = parts.size() + 1;
            long begin = from;
            long length = Math.min(size, medium.size() - from);
            parts.add(CompletableFuture.supplyAsync(
                    () -> part(medium.file(), upload, number, begin, length, failed), uploading));
        }
        try {
            // All of them, even after a failure: an upload can only be aborted when no part is on its way.
            CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
        return parts.stream().map(CompletableFuture::join).toList();
    }

    private CompletedPart part(
            Path file, String upload, int number, long from, long length, AtomicBoolean otherFailed) {
        try {
            ContentStreamProvider slice = () -> Slice.of(file, from, length);
            RequestBody body = RequestBody.fromContentProvider(slice, length, "application/octet-stream");
            UploadPartRequest request = UploadPartRequest.builder()
                    .bucket(bucket)
                    .key(key)
                    .uploadId(upload)
                    .partNumber(number)
                    .contentLength(length)
                    .contentMD5(check.contentMd5(file, from, length))
                    .overrideConfiguration(check.configuration())
                    .build();
            String etag = tried(request, body, otherFailed);
            return CompletedPart.builder().partNumber(number).eTag(etag).build();
        } catch (UncheckedIOException gone) {
            otherFailed.set(true);
            throw gone;
        }
    }

    private String tried(UploadPartRequest request, RequestBody body, AtomicBoolean otherFailed) {
        for (int attempt = 1; ; attempt++) {
            if (otherFailed.get()) {
                throw SdkClientException.create("another part failed");
            }
            try {
                return client.uploadPart(request, body).eTag();
            } catch (SdkException failure) {
                if (attempt == TRIES) {
                    otherFailed.set(true);
                    throw failure;
                }
            }
        }
    }

    /**
     * Unfinished uploads cost money and are invisible. If another program is uploading this same object now, its upload
     * fails and is tried again.
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
}
