package dev.mediahook.store.s3;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeProvider;

/** By what a bucket sees that it got the very bytes of an upload; it keeps nothing that differs. */
enum PayloadCheck {

    /**
     * Without TLS: the signed SHA-256 of all of them. The client else frames and signs each 128 KiB ({@code aws-chunked}),
     * which not every S3-compatible server reads, and which costs those that do more than the hash.
     */
    SIGNATURE {
        @Override
        @Nullable
        String contentMd5(Path file, long from, long length) {
            return null;
        }

        @Override
        AwsRequestOverrideConfiguration configuration() {
            return AwsRequestOverrideConfiguration.builder()
                    .addPlugin(PayloadCheck::unchunked)
                    .build();
        }
    },

    /** Over TLS the client signs no bytes, so their MD5 is sent. */
    MD5 {
        @Override
        String contentMd5(Path file, long from, long length) {
            return ContentMd5.of(file, from, length);
        }

        @Override
        AwsRequestOverrideConfiguration configuration() {
            return AwsRequestOverrideConfiguration.builder().build();
        }
    };

    /** Which of them goes with an upload to this address; null for AWS itself. */
    static PayloadCheck at(@Nullable String address) {
        return address != null && address.startsWith("http:") ? SIGNATURE : MD5;
    }

    /**
     * The MD5 to send with a part of a file.
     *
     * @return null for none
     * @throws java.io.UncheckedIOException if the file can't be read
     */
    abstract @Nullable String contentMd5(Path file, long from, long length);

    /** What each request that carries bytes is to be made with. */
    abstract AwsRequestOverrideConfiguration configuration();

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
