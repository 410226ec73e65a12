package dev.mediahook.store.s3;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeProvider;

/** How a bucket verifies that it received the bytes that were sent. It rejects bytes that differ. */
final class PayloadCheck {

    private final boolean byMd5;

    private PayloadCheck(boolean byMd5) {
        this.byMd5 = byMd5;
    }

    /**
     * Which check goes with an upload to this address; null for AWS itself. Over TLS the client signs no bytes, so their
     * MD5 is sent. Without TLS the signed SHA-256 of all of them is the check.
     */
    static PayloadCheck at(@Nullable String address) {
        return new PayloadCheck(address == null || !address.startsWith("http:"));
    }

    /**
     * The MD5 to send with a part of a file.
     *
     * @return null for none
     * @throws java.io.UncheckedIOException if the file can't be read
     */
    @Nullable
    String contentMd5(Path file, long from, long length) {
        return byMd5 ? ContentMd5.of(file, from, length) : null;
    }

    /** How each request that carries bytes is made. */
    AwsRequestOverrideConfiguration configuration() {
        AwsRequestOverrideConfiguration.Builder request = AwsRequestOverrideConfiguration.builder();
        if (!byMd5) {
            request.addPlugin(PayloadCheck::unchunked);
        }
        return request.build();
    }

    /**
     * By default the client signs each 128 KiB separately ({@code aws-chunked}). Some S3-compatible servers can't read
     * that, and for the others it costs more than one hash.
     */
    private static void unchunked(SdkServiceClientConfiguration.Builder client) {
        if (client instanceof S3ServiceClientConfiguration.Builder s3) {
            S3AuthSchemeProvider usual = s3.authSchemeProvider();
            s3.authSchemeProvider(request -> usual.resolveAuthScheme(request).stream()
                    .map(option -> option.toBuilder()
                            .putSignerProperty(AwsV4FamilyHttpSigner.CHUNK_ENCODING_ENABLED, false)
                            .build())
                    .toList());
        }
    }
}
