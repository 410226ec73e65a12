package dev.mediahook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.config.FileModes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More callers read media from a bucket than its client has connections. */
@Timeout(60)
class S3ReadersTest {

    private static final int MORE_THAN_CONNECTIONS = 60;
    private static final int SIZE = 1000;
    private static final int PIECE = 300;

    @TempDir
    Path folder;

    @TempDir
    Path buckets;

    private S3Server server;
    private CamelContext context;
    private MediumStore store;
    private byte[] bytes;

    @BeforeEach
    void start() throws Exception {
        server = S3Server.start(buckets);
        context = new DefaultCamelContext();
        context.start();
        store = ConfiguredStore.at(server.uri(), FileModes.PRIVATE, context);
        bytes = new byte[SIZE];
        new Random(7).nextBytes(bytes);
        store.store(medium(0));
    }

    @AfterEach
    void stop() throws Exception {
        context.stop();
        server.close();
    }

    @Test
    void slowReadersKeepNobodyFromStoringAndReading() throws IOException {
        List<InputStream> readers = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
            InputStream reader = read(0, SIZE);
            readers.add(reader);
            assertThat(reader.readNBytes(PIECE)).hasSize(PIECE);
        }

        store.store(medium(1));

        for (InputStream reader : readers) {
            assertThat(reader.readNBytes(PIECE)).containsExactly(part(PIECE, PIECE));
            assertThat(reader.readNBytes(SIZE)).containsExactly(part(2 * PIECE, SIZE - 2 * PIECE));
            assertThat(reader.readNBytes(1)).isEmpty();
            assertThat(reader.read()).isNegative();
            reader.close();
        }
    }

    @Test
    void eachReaderGetsItsPartPieceByPiece() throws IOException {
        List<InputStream> readers = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
            InputStream reader = read(i, PIECE);
            readers.add(reader);
            assertThat(reader.read()).isEqualTo(bytes[i] & 0xff);
        }

        for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
            assertThat(readers.get(i).readAllBytes()).containsExactly(part(i + 1, PIECE - 1));
            readers.get(i).close();
        }
    }

    @Test
    void anObjectThatIsGoneOrAnotherEndsItsReaders() throws IOException {
        List<InputStream> readers = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
            readers.add(read(0, SIZE));
            assertThat(readers.get(i).readNBytes(PIECE)).hasSize(PIECE);
        }
        server.empty();

        InputStream last = readers.get(MORE_THAN_CONNECTIONS - 1);
        assertThatThrownBy(() -> last.readNBytes(PIECE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("404");

        bytes = new byte[SIZE + 1];
        store.store(medium(0));
        assertThatThrownBy(() -> last.readNBytes(PIECE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another size");
        for (InputStream reader : readers) {
            reader.close();
        }
    }

    private InputStream read(long from, long length) throws IOException {
        return store.read("bfl/job/0.png", SIZE, from, length).orElseThrow();
    }

    private MediumFile medium(int index) throws IOException {
        return new MediumFile(
                Files.write(folder.resolve("m" + index), bytes),
                bytes.length,
                "hash" + bytes.length,
                "image/png",
                MediumName.of("", "bfl", "job", index, "png"),
                Map.of("sha256", "hash" + bytes.length));
    }

    private byte[] part(int from, int length) {
        byte[] part = new byte[length];
        System.arraycopy(bytes, from, part, 0, length);
        return part;
    }
}
