package dev.mediahook.store.s3;

import java.io.FilterInputStream;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Gives back a part of an object. */
final class StoredObject {

    private static final int NOT_FOUND = 404;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private StoredObject() {}

    /** Nothing if there is no such object of this size. */
    static Optional<InputStream> part(S3Client client, String bucket, String key, long size, long from, long length) {
        try {
            ResponseInputStream<GetObjectResponse> part = client.getObject(GetObjectRequest.builder()
                    .bucket(bucket)
                    .key(key)
                    .range("bytes=" + from + "-" + (from + length - 1))
                    .build());
            String range = part.response().contentRange();
            boolean whole =
                    range == null ? from == 0 && part.response().contentLength() == size : range.endsWith("/" + size);
            if (!whole) {
                part.abort();
                return Optional.empty();
            }
            return Optional.of(new Undrained(part));
        } catch (S3Exception answered) {
            if (answered.statusCode() == NOT_FOUND || answered.statusCode() == RANGE_NOT_SATISFIABLE) {
                return Optional.empty();
            }
            throw answered;
        }
    }

    /** To be closed before its end without the rest being read: that may be gigabytes. */
    private static final class Undrained extends FilterInputStream {

        private final ResponseInputStream<GetObjectResponse> part;

        private Undrained(ResponseInputStream<GetObjectResponse> part) {
            super(part);
            this.part = part;
        }

        @Override
        public void close() {
            part.abort();
        }
    }
}
