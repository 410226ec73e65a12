package dev.mediahook.store.s3;

import org.apache.camel.component.aws2.s3.AWS2S3Configuration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * How a bucket is to keep each object, as the endpoint's URI says it.
 *
 * @param storageClass null for the bucket's own
 * @param encryption null for the bucket's own
 * @param kmsKey null for the account's own
 */
record ObjectOptions(
        @Nullable String storageClass,
        @Nullable ServerSideEncryption encryption,
        @Nullable String kmsKey) {

    /**
     * Those of an endpoint.
     *
     * @throws IllegalArgumentException if it asks for a key of the caller's, which would have to go with each request
     */
    static ObjectOptions of(AWS2S3Configuration configured) {
        if (configured.isUseCustomerKey()) {
            throw new IllegalArgumentException("mediahook.media.store: useCustomerKey is not supported;"
                    + " use useAwsKMS and awsKMSKeyId, useSSES3, or the bucket's own encryption");
        }
        ServerSideEncryption encryption = configured.isUseAwsKMS()
                ? ServerSideEncryption.AWS_KMS
                : configured.isUseSSES3() ? ServerSideEncryption.AES256 : null;
        return new ObjectOptions(
                configured.getStorageClass(),
                encryption,
                configured.isUseAwsKMS() ? configured.getAwsKMSKeyId() : null);
    }

    PutObjectRequest.Builder on(PutObjectRequest.Builder put) {
        return put.storageClass(storageClass).serverSideEncryption(encryption).ssekmsKeyId(kmsKey);
    }

    CreateMultipartUploadRequest.Builder on(CreateMultipartUploadRequest.Builder create) {
        return create.storageClass(storageClass)
                .serverSideEncryption(encryption)
                .ssekmsKeyId(kmsKey);
    }
}
