package dev.mediahook.store.s3;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * The options with which a bucket stores each object, as the endpoint's URI sets them.
 *
 * @param storageClass null for the bucket's own
 * @param encryption null for the bucket's own
 * @param kmsKey null for the account's own
 */
record ObjectOptions(
        @Nullable String storageClass,
        @Nullable ServerSideEncryption encryption,
        @Nullable String kmsKey) {

    PutObjectRequest.Builder on(PutObjectRequest.Builder put) {
        return put.storageClass(storageClass).serverSideEncryption(encryption).ssekmsKeyId(kmsKey);
    }

    CreateMultipartUploadRequest.Builder on(CreateMultipartUploadRequest.Builder create) {
        return create.storageClass(storageClass)
                .serverSideEncryption(encryption)
                .ssekmsKeyId(kmsKey);
    }
}
