package dev.mediahook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.config.FileModes;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.s3.AWS2S3Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.domain.MultipartPart;
import org.jclouds.blobstore.domain.MultipartUpload;
import org.jclouds.blobstore.util.ForwardingBlobStore;
import org.jclouds.io.Payload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large media are uploaded in parts, to a real S3 server whose disk fails when a test asks for it. */
class MultipartUploadTest {

    private static final String KEY = "bfl/job/0.mp4";

    @TempDir
    Path folder;

    @TempDir
    Path buckets;

    private final AtomicInteger failures = new AtomicInteger();
    private final ConcurrentLinkedQueue<Integer> parts = new ConcurrentLinkedQueue<>();
    private S3Server server;
    private CamelContext context;
    private MediumStore store;

    @BeforeEach
    void start() throws Exception {
        server = S3Server.start(buckets, FailingDisk::new);
        context = new DefaultCamelContext();
        context.start();
        store = ConfiguredStore.at(server.uri(), FileModes.PRIVATE, context);
    }

    @AfterEach
    void stop() throws Exception {
        context.stop();
        server.close();
    }

    @Test
    void sendsOnlyTheFailedPartAgain() throws IOException {
        failures.set(1);
        MediumFile medium = medium();

        store.store(medium);

        assertThat(parts).filteredOn(part -> part == 2).hasSize(2);
        assertThat(parts).filteredOn(part -> part != 2).doesNotHaveDuplicates();
        assertStored(medium);
    }

    @Test
    void leavesNothingBehindWhenItGivesUpAndSucceedsAtALaterTry() throws IOException {
        failures.set(Integer.MAX_VALUE);
        MediumFile medium = medium();

        assertThatThrownBy(() -> store.store(medium)).isInstanceOf(IOException.class);
        assertThat(server.objects().listMultipartUploads(S3Server.BUCKET)).isEmpty();
        assertThat(store.holds(KEY, medium.size())).isFalse();

        failures.set(0);
        store.store(medium);
        assertStored(medium);
    }

    @Test
    void abortsWhatACrashLeftOfThisObjectAndOfNoOther() throws IOException {
        abandoned(KEY);
        abandoned(KEY + "x");

        store.store(medium());

        assertThat(server.objects().listMultipartUploads(S3Server.BUCKET))
                .extracting(MultipartUpload::blobName)
                .containsExactly(KEY + "x");
    }

    private void abandoned(String key) {
        context.getEndpoint(server.uri(), AWS2S3Endpoint.class)
                .getS3Client()
                .createMultipartUpload(upload -> upload.bucket(S3Server.BUCKET).key(key));
    }

    private void assertStored(MediumFile medium) throws IOException {
        try (InputStream stored = server.objects()
                        .getBlob(S3Server.BUCKET, KEY)
                        .getPayload()
                        .openStream();
                InputStream source = Files.newInputStream(medium.file())) {
            assertThat(stored).hasSameContentAs(source);
        }
        assertThat(server.objects().listMultipartUploads(S3Server.BUCKET)).isEmpty();
    }

    /** Creates a sparse file in which each part begins with its number. */
    private MediumFile medium() throws IOException {
        Path file = folder.resolve("medium");
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(70 << 20);
            for (int part : List.of(1, 2, 3, 4, 5)) {
                bytes.seek((long) (part - 1) * (16 << 20));
                bytes.write(part);
            }
        }
        MediumName name = MediumName.of("", "bfl", "job", 0, "mp4");
        return new MediumFile(file, 70 << 20, "big", "video/mp4", name, Map.of("sha256", "big"));
    }

    private final class FailingDisk extends ForwardingBlobStore {

        FailingDisk(BlobStore disk) {
            super(disk);
        }

        @Override
        public MultipartPart uploadMultipartPart(MultipartUpload upload, int partNumber, Payload payload) {
            parts.add(partNumber);
            if (partNumber == 2 && failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("no space left on device");
            }
            return super.uploadMultipartPart(upload, partNumber, payload);
        }
    }
}
