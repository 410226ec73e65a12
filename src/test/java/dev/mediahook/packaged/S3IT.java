package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.standin.MediaBehaviour;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import dev.mediahook.store.S3Server;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import org.jclouds.blobstore.domain.BlobMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program stores media in a bucket. Its heap is smaller than the big medium. */
class S3IT {

    private static final long BIG = 100L << 20;

    @TempDir
    Path folder;

    @TempDir
    Path buckets;

    @Test
    void storesSmallAndBigMediaInABucket() throws Exception {
        try (S3Server s3 = S3Server.start(buckets);
                MediaHost host = MediaHost.start(0, Clock.systemUTC());
                PackagedGateway gateway = PackagedGateway.withSenders(
                                folder,
                                Map.of("mediahook.media.store", s3.uri(), "mediahook.media.prefix", "from/mediahook/"))
                        .jvm("-Xmx96m")
                        .start()) {
            GatewayClient client = gateway.client();
            URI small = host.medium(MediaKind.PNG, "small");
            URI big = host.medium(MediaKind.MP4, "big", MediaBehaviour.NORMAL.filledTo(BIG));
            client.deliver(Deliveries.of("bluma", "video.completed", "job-s3", big, small));
            JsonNode job = client.awaitJob("bluma", "job-s3", "completed");

            assertThat(job.at("/media/0/location").asText())
                    .isEqualTo("s3://" + S3Server.BUCKET + "/from/mediahook/bluma/job-s3/0.mp4");
            assertThat(job.at("/media/0/size").asLong()).isEqualTo(BIG);
            assertThat(job.at("/media/0/sha256").asText()).isEqualTo(sha256(s3, "from/mediahook/bluma/job-s3/0.mp4"));
            assertThat(job.at("/media/1/sha256").asText())
                    .isEqualTo(StoredMedia.sha256(host.bytes(MediaKind.PNG, "small")))
                    .isEqualTo(sha256(s3, "from/mediahook/bluma/job-s3/1.png"));
            assertThat(object(s3).getUserMetadata())
                    .containsEntry("sender", "bluma")
                    .containsEntry("job", "job-s3")
                    .containsEntry("source-host", big.getHost())
                    .containsEntry("sha256", job.at("/media/0/sha256").asText());
            assertThat(s3.objects().listMultipartUploads(S3Server.BUCKET)).isEmpty();

            BlobMetadata before = object(s3);
            replay(client, job);
            assertThat(object(s3).getLastModified()).as("not stored again").isEqualTo(before.getLastModified());
            assertThat(host.requests(big)).as("not fetched again").isEqualTo(1);

            s3.objects().removeBlob(S3Server.BUCKET, "from/mediahook/bluma/job-s3/1.png");
            replay(client, job);
            assertThat(s3.objects().blobExists(S3Server.BUCKET, "from/mediahook/bluma/job-s3/1.png"))
                    .as("a replay restores a deleted object")
                    .isTrue();
            assertThat(StoredMedia.files(folder.resolve("data/parts"))).isEmpty();
            assertThat(gateway.log()).doesNotContain("secretKey=secret");
        }
    }

    private static void replay(GatewayClient client, JsonNode job) {
        String event = job.at("/events/0/eventId").asText();
        String path = "/api/jobs/bluma/job-s3";
        client.await(path, one -> one.at("/events/0/state").asText().equals("done"));
        assertThat(client.api("POST", "/api/events/" + event + "/replay").statusCode())
                .isEqualTo(202);
        client.await(path, one -> one.at("/events/0/state").asText().equals("done"));
    }

    private static BlobMetadata object(S3Server s3) {
        return s3.objects().blobMetadata(S3Server.BUCKET, "from/mediahook/bluma/job-s3/0.mp4");
    }

    private static String sha256(S3Server s3, String key) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream stream = new DigestInputStream(
                s3.objects().getBlob(S3Server.BUCKET, key).getPayload().openStream(), digest)) {
            stream.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
