package dev.mediahook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.config.FileModes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Date;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.jclouds.blobstore.domain.Blob;
import org.jclouds.blobstore.domain.BlobMetadata;
import org.jclouds.blobstore.util.ForwardingBlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3StoreTest {

    @TempDir
    Path folder;

    @TempDir
    Path buckets;

    private S3Server server;
    private CamelContext context;
    private MediumStore store;

    @BeforeEach
    void start() throws Exception {
        server = S3Server.start(buckets);
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
    void storesASmallMediumWithWhatIsKnownOfIt() throws IOException {
        String location = store.store(medium(1000, "small"));

        assertThat(location).isEqualTo("s3://media/bfl/job/0.png");
        Blob blob = server.objects().getBlob(S3Server.BUCKET, "bfl/job/0.png");
        assertThat(blob.getMetadata().getSize()).isEqualTo(1000);
        assertThat(blob.getMetadata().getContentMetadata().getContentType()).isEqualTo("image/png");
        assertThat(blob.getMetadata().getUserMetadata())
                .containsEntry("sha256", "small")
                .containsEntry("job", "job");
        assertThat(store.holds("bfl/job/0.png", 1000)).isTrue();
        assertThat(store.holds("bfl/job/0.png", 999)).isFalse();
        assertThat(store.holds("bfl/job/1.png", 1000)).isFalse();
    }

    @Test
    void givesBackWhatItStoredOrAPartOfIt() throws IOException {
        MediumFile medium = medium(1000, "part");
        byte[] bytes = Files.readAllBytes(medium.file());
        store.store(medium);

        assertThat(store.read("bfl/job/0.png", 1000, 0, 1000).orElseThrow()).hasBinaryContent(bytes);
        try (InputStream part = store.read("bfl/job/0.png", 1000, 10, 5).orElseThrow()) {
            assertThat(part.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, 10, 15));
        }
        assertThat(store.read("bfl/job/0.png", 999, 0, 999)).isEmpty();
        assertThat(store.read("bfl/job/1.png", 1000, 0, 1000)).isEmpty();
    }

    @Test
    void storesABigMediumInPartsWithTheSameBytesAndMetadata() throws IOException {
        MediumFile medium = medium(70 << 20, "big");

        store.store(medium);

        Blob blob = server.objects().getBlob(S3Server.BUCKET, "bfl/job/0.png");
        assertThat(blob.getMetadata().getUserMetadata()).containsEntry("sha256", "big");
        try (InputStream stored = blob.getPayload().openStream();
                InputStream source = Files.newInputStream(medium.file())) {
            assertThat(stored).hasSameContentAs(source);
        }
        assertThat(server.objects().listMultipartUploads(S3Server.BUCKET)).isEmpty();
    }

    @Test
    void storingAgainMakesNoSecondVersion() throws IOException {
        store.store(medium(1000, "same"));
        Date first =
                server.objects().blobMetadata(S3Server.BUCKET, "bfl/job/0.png").getLastModified();

        store.store(medium(1000, "same"));

        assertThat(server.objects()
                        .blobMetadata(S3Server.BUCKET, "bfl/job/0.png")
                        .getLastModified())
                .isEqualTo(first);
    }

    @Test
    void saysThatABucketIsAwaySoThatALaterTryCanSucceed() throws Exception {
        MediumFile medium = medium(1000, "away");
        server.objects().deleteContainer(S3Server.BUCKET);
        assertThatThrownBy(() -> store.store(medium)).isInstanceOf(IOException.class);

        server.objects().createContainerInLocation(null, S3Server.BUCKET);
        assertThat(store.store(medium)).isEqualTo("s3://media/bfl/job/0.png");
    }

    @Test
    void startsWhileTheServerIsAwayAndSucceedsOnceItIsBack() throws Exception {
        AtomicBoolean away = new AtomicBoolean(true);
        try (S3Server other = S3Server.start(folder, disk -> new ForwardingBlobStore(disk) {
            @Override
            public BlobMetadata blobMetadata(String container, String name) {
                if (away.get()) {
                    throw new IllegalStateException("away");
                }
                return super.blobMetadata(container, name);
            }
        })) {
            MediumStore early = ConfiguredStore.at(other.uri(), FileModes.PRIVATE, context);
            MediumFile medium = medium(1000, "early");
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> early.store(medium)).isInstanceOf(IOException.class);
            }
            assertThat(early.holds("bfl/job/0.png", 1000))
                    .as("an unreachable server counts as holding the medium, so nothing is fetched anew")
                    .isTrue();

            away.set(false);
            assertThat(early.store(medium)).isEqualTo("s3://media/bfl/job/0.png");
        }
    }

    @Test
    void aServerThatNobodyAnswersAtKeepsNobodyFromStarting() throws Exception {
        String uri = server.uri();
        server.close();
        MediumStore away = ConfiguredStore.at(uri, FileModes.PRIVATE, context);

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> away.store(medium(1000, "away"))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void succeedsOnceTheBucketThatWasMissingAtItsFirstUseIsThere() throws Exception {
        server.objects().deleteContainer(S3Server.BUCKET);
        MediumStore early = ConfiguredStore.at(server.uri(), FileModes.PRIVATE, context);
        MediumFile medium = medium(1000, "early");
        assertThatThrownBy(() -> early.store(medium)).isInstanceOf(IOException.class);

        server.objects().createContainerInLocation(null, S3Server.BUCKET);
        assertThat(early.store(medium)).isEqualTo("s3://media/bfl/job/0.png");
    }

    @Test
    void saysAtStartThatAnOptionIsMisspelt() {
        assertThatThrownBy(() -> ConfiguredStore.at(server.uri() + "&forcePathStlye=true", FileModes.PRIVATE, context))
                .hasMessageContaining("forcePathStlye")
                .hasMessageNotContaining("secretKey=secret");
    }

    @Test
    void takesAKeyAsItIsWrittenInAUri() throws Exception {
        MediumStore odd = ConfiguredStore.at(
                server.uri().replace("secretKey=secret", "secretKey=RAW(secret)"), FileModes.PRIVATE, context);

        assertThat(odd.store(medium(1000, "raw"))).isEqualTo("s3://media/bfl/job/0.png");
    }

    private MediumFile medium(int size, String sha256) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Path file = Files.write(folder.resolve("m" + size), bytes);
        return new MediumFile(
                file,
                size,
                sha256,
                "image/png",
                MediumName.of("", "bfl", "job", 0, "png"),
                Map.of("job", "job", "sha256", sha256));
    }
}
