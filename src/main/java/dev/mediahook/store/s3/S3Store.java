package dev.mediahook.store.s3;

import dev.mediahook.store.MediumFile;
import dev.mediahook.store.MediumName;
import dev.mediahook.store.MediumStore;
import dev.mediahook.work.NamedThreads;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.s3.AWS2S3Component;
import org.apache.camel.component.aws2.s3.AWS2S3Configuration;
import org.apache.camel.component.aws2.s3.AWS2S3Endpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.URISupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Keeps media in a bucket. The endpoint's URI gives the client with all its options; the upload is ours, since the
 * component's own multipart upload drops metadata and can't read a part twice.
 */
public final class S3Store extends ServiceSupport implements MediumStore {

    /** A larger file is uploaded in parts, so that a failure does not repeat the whole upload. */
    private static final long MULTIPART_FROM = 64L << 20;

    /** How many parts are uploaded at once, of all uploads together. */
    private static final int PARTS_AT_ONCE = 8;

    private static final String SHA256 = "sha256";
    private static final int FORBIDDEN = 403;
    private static final int PRECONDITION_FAILED = 412;
    private static final int NOT_IMPLEMENTED = 501;

    private final AWS2S3Endpoint endpoint;
    private final String bucket;
    private final PayloadCheck check;
    private final ObjectOptions options;
    private final ExecutorService uploading =
            Executors.newFixedThreadPool(PARTS_AT_ONCE, new NamedThreads("mediahook-s3-parts-"));
    private final Semaphore reading = new Semaphore(StoredObject.KEPT);
    private volatile boolean knowsConditions = true;

    /**
     * @param endpoint not started: the first medium starts it, so that deliveries are taken while the bucket is away
     * @throws IllegalArgumentException if it asks for a customer-provided key, to be sent with each request
     */
    S3Store(AWS2S3Endpoint endpoint) {
        this.endpoint = endpoint;
        this.bucket = endpoint.getConfiguration().getBucketName();
        this.options = options(endpoint.getConfiguration());
        this.check = PayloadCheck.at(endpoint.getConfiguration().getUriEndpointOverride());
        if (!endpoint.getConfiguration().isAutoCreateBucket()) {
            // With a file name, the endpoint's start only makes the client. Without one, it asks for the bucket.
            // That may hang for minutes.
            endpoint.getConfiguration().setFileName(bucket);
        }
    }

    /**
     * The bucket that a URI names. The endpoint is not added to the context, which would start it.
     *
     * @throws Exception if the URI has options that the component does not know
     */
    public static S3Store at(String uri, CamelContext context) throws Exception {
        AWS2S3Component component = context.getComponent("aws2-s3", AWS2S3Component.class);
        S3Store store = new S3Store((AWS2S3Endpoint)
                component.createEndpoint(URISupport.normalizeUri(context.resolvePropertyPlaceholders(uri))));
        context.addService(store, true);
        return store;
    }

    private static ObjectOptions options(AWS2S3Configuration configured) {
        if (configured.isUseCustomerKey()) {
            throw new IllegalArgumentException("mediahook.media.store: useCustomerKey is not supported;"
                    + " use useAwsKMS and awsKMSKeyId, useSSES3, or the bucket's own encryption");
        }
        boolean kms = configured.isUseAwsKMS();
        ServerSideEncryption encryption =
                kms ? ServerSideEncryption.AWS_KMS : configured.isUseSSES3() ? ServerSideEncryption.AES256 : null;
        return new ObjectOptions(configured.getStorageClass(), encryption, kms ? configured.getAwsKMSKeyId() : null);
    }

    @Override
    public String store(MediumFile medium) throws IOException {
        String key = medium.name().toString();
        try {
            HeadObjectResponse there = firstLook(key);
            boolean same = there != null
                    && there.contentLength() == medium.size()
                    && medium.sha256().equals(there.metadata().get(SHA256));
            if (!same) {
                upload(medium, key, there == null);
                if (!isThere(head(key, null), medium.size())) {
                    throw new IOException("the stored object has another size than the medium");
                }
            }
            return "s3://" + bucket + "/" + key;
        } catch (SdkException failure) {
            throw BucketFault.of("take the medium", failure);
        }
    }

    @Override
    public boolean keepsTheFile() {
        return false;
    }

    @Override
    public boolean holds(String name, long size) {
        try {
            return isThere(head(name, StoredObject.PATIENCE), size);
        } catch (SdkException away) {
            return true;
        }
    }

    @Override
    public Optional<InputStream> read(String name, long size, long from, long length) throws IOException {
        try {
            return isThere(head(name, StoredObject.PATIENCE), size)
                    ? Optional.of(new StoredObject(client(), bucket, name, size, from, length, reading))
                    : Optional.empty();
        } catch (SdkException failure) {
            throw BucketFault.of("give the medium", failure);
        }
    }

    @Override
    public boolean delete(MediumName name) throws IOException {
        try {
            client().deleteObject(DeleteObjectRequest.builder()
                    .bucket(bucket)
                    .key(name.toString())
                    .build());
            return true;
        } catch (SdkException failure) {
            throw BucketFault.of("delete the object", failure);
        }
    }

    /**
     * Another program may store the object between our check and our upload. A condition prevents a second version.
     * Servers without conditional writes get the request without it.
     */
    private void upload(MediumFile medium, String key, boolean onlyIfAbsent) throws IOException {
        boolean condition = onlyIfAbsent && knowsConditions;
        try {
            put(medium, key, condition);
        } catch (S3Exception answered) {
            if (!condition) {
                throw answered;
            }
            if (answered.statusCode() == PRECONDITION_FAILED) {
                HeadObjectResponse there = head(key, null);
                if (there == null || !medium.sha256().equals(there.metadata().get(SHA256))) {
                    put(medium, key, false);
                }
            } else if (answered.statusCode() == NOT_IMPLEMENTED) {
                knowsConditions = false;
                put(medium, key, false);
            } else {
                throw answered;
            }
        }
    }

    private void put(MediumFile medium, String key, boolean onlyIfAbsent) throws IOException {
        if (medium.size() > MULTIPART_FROM) {
            new MultipartUpload(client(), bucket, key, onlyIfAbsent, check, options, uploading).send(medium);
        } else {
            PutObjectRequest put = options.on(PutObjectRequest.builder())
                    .bucket(bucket)
                    .key(key)
                    .contentType(medium.contentType())
                    .contentMD5(check.contentMd5(medium.file(), 0, medium.size()))
                    .overrideConfiguration(check.configuration())
                    .ifNoneMatch(onlyIfAbsent ? "*" : null)
                    .metadata(medium.facts())
                    .build();
            client().putObject(put, RequestBody.fromFile(medium.file()));
        }
    }

    private static boolean isThere(@Nullable HeadObjectResponse there, long size) {
        return there != null && there.contentLength() == size;
    }

    /** A bucket answers 403 instead of 404 to a client that may not list it. */
    private @Nullable HeadObjectResponse firstLook(String key) {
        try {
            return head(key, null);
        } catch (S3Exception answered) {
            if (answered.statusCode() == FORBIDDEN) {
                return null;
            }
            throw answered;
        }
    }

    /** @param patience null for an upload, which may outlast the try that waits for it */
    private @Nullable HeadObjectResponse head(String key, @Nullable AwsRequestOverrideConfiguration patience) {
        try {
            return client().headObject(HeadObjectRequest.builder()
                    .bucket(bucket)
                    .key(key)
                    .overrideConfiguration(patience)
                    .build());
        } catch (S3Exception answered) {
            if (answered.statusCode() == 404) {
                return null;
            }
            throw answered;
        }
    }

    /** Starting checks for the bucket; if that fails, it closes the client, and the next use starts it again. */
    private synchronized S3Client client() {
        if (!endpoint.isStarted()) {
            try {
                endpoint.start();
            } catch (RuntimeException away) {
                throw SdkClientException.create("the bucket could not be looked for", away);
            }
        }
        return endpoint.getS3Client();
    }

    @Override
    protected void doStop() {
        uploading.shutdownNow();
        ServiceHelper.stopAndShutdownService(endpoint);
    }
}
