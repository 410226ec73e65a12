package dev.mediahook.store.s3;

import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What the person on call has to know of a bucket's refusal, and no request's address. */
final class BucketFault {

    private BucketFault() {}

    /**
     * @param what the bucket did not do
     */
    static IOException of(String what, SdkException failure) {
        return new IOException("the bucket did not " + what + ": " + cause(failure), failure);
    }

    private static String cause(SdkException failure) {
        if (failure instanceof S3Exception answered) {
            String code = answered.awsErrorDetails() == null
                    ? ""
                    : answered.awsErrorDetails().errorCode();
            return "it answered " + answered.statusCode() + (code == null || code.isEmpty() ? "" : " " + code);
        }
        return failure.getClass().getSimpleName();
    }
}
