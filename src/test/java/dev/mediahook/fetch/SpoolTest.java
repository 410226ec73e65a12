package dev.mediahook.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpoolTest {

    private static final int LARGE = 6 << 20;

    @TempDir
    Path folder;

    private final ExecutorService beside = Executors.newCachedThreadPool();
    private final Random random = new Random(20261121);

    @AfterEach
    void stop() {
        beside.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1, true", "262144, true", "3000001, true", "6291456, true", "6291457, false"})
    void keepsEveryByteInItsPlaceHoweverTheyArrive(int length, boolean toDisk) throws Exception {
        byte[] medium = bytes(length);
        Path file = folder.resolve("part");

        try (Spool spool = spool(file, toDisk)) {
            takeAll(spool, inPieces(medium, 0));
            spool.close();

            assertThat(spool.size()).isEqualTo(length);
            assertThat(spool.sha256Hex()).isEqualTo(sha256(medium));
        }
        assertThat(length == 0 ? new byte[0] : Files.readAllBytes(file)).isEqualTo(medium);
    }

    @ParameterizedTest
    @CsvSource({"1", "4095", "262144", "262145", "2999999"})
    void goesOnFromAnyPlace(int from) throws Exception {
        byte[] medium = bytes(LARGE + 17);
        Path file = Files.write(folder.resolve("part"), Arrays.copyOf(medium, from));
        MessageDigest before = MessageDigest.getInstance("SHA-256");
        before.update(medium, 0, from);

        try (Spool spool = spool(file, true)) {
            spool.begin(before, from);
            takeAll(spool, inPieces(medium, from));
            spool.close();

            assertThat(spool.sha256Hex()).isEqualTo(sha256(medium));
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(medium);
    }

    @Test
    void hasInTheFileWhatCameBeforeTheTransferBroke() throws Exception {
        byte[] medium = bytes(LARGE);
        Path file = folder.resolve("part");
        try (Spool spool = spool(file, true)) {
            takeAll(spool, new ByteArrayInputStream(medium, 0, 5_000_001));
        }

        assertThat(Files.readAllBytes(file)).isEqualTo(Arrays.copyOf(medium, 5_000_001));
    }

    @Test
    void writesWhereNothingGoesPastACache() throws Exception {
        byte[] medium = bytes(LARGE + 1);
        Path archive = folder.resolve("parts.zip");
        try (FileSystem zip =
                FileSystems.newFileSystem(URI.create("jar:" + archive.toUri()), Map.of("create", "true"))) {
            try (Spool spool = spool(zip.getPath("/part"), true)) {
                takeAll(spool, inPieces(medium, 0));
            }
            assertThat(Files.readAllBytes(zip.getPath("/part"))).isEqualTo(medium);
        }
    }

    @Test
    void failsWhereTheProgramIsStopping() throws Exception {
        byte[] medium = bytes(LARGE);
        Spool spool = spool(folder.resolve("part"), true);
        beside.shutdown();

        assertThatThrownBy(() -> takeAll(spool, inPieces(medium, 0))).isInstanceOf(UncheckedIOException.class);
        assertThatIOException().isThrownBy(spool::close);
    }

    @Test
    void tellsThatTheDiskIsFull() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.isWritable(full));

        assertThatIOException().isThrownBy(() -> {
            try (Spool spool = spool(full, true)) {
                takeAll(spool, inPieces(bytes(LARGE), 0));
            } catch (UncheckedIOException disk) {
                throw disk.getCause();
            }
        });
    }

    private Spool spool(Path file, boolean toDisk) throws Exception {
        Spooling spooling = new Spooling(beside, new AlignedBuffers(Spool.BUFFER), toDisk);
        return new Spool(file, new PartSums(folder.resolve("sums")), MessageDigest.getInstance("SHA-256"), spooling);
    }

    private static void takeAll(Spool spool, InputStream body) throws IOException {
        int taken = 0;
        while (taken >= 0) {
            taken = spool.takeFrom(body);
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Returns bytes as a socket does: sometimes a few, sometimes as many as were asked for. */
    private InputStream inPieces(byte[] medium, int from) {
        return new ByteArrayInputStream(medium, from, medium.length - from) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, random.nextBoolean() ? length : 1 + random.nextInt(length));
            }
        };
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
