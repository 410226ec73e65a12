package dev.mediahook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.config.FileModes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that takes connections and never answers. By itself, the bucket's client would ask four times, for 30 s each. */
class S3SilentTest {

    @Test
    @Timeout(40)
    void holdsNoReaderForLong(@TempDir Path folder) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
                CamelContext context = new DefaultCamelContext()) {
            context.start();
            String uri = "aws2-s3://media?region=us-east-1&accessKey=key&secretKey=secret&forcePathStyle=true"
                    + "&overrideEndpoint=true&uriEndpointOverride=http://127.0.0.1:" + silent.getLocalPort();
            MediumStore store = ConfiguredStore.at(uri, FileModes.PRIVATE, context);
            MediumFile medium = new MediumFile(
                    Files.write(folder.resolve("a"), new byte[] {1}),
                    1,
                    "00",
                    "image/png",
                    MediumName.of("", "bfl", "job", 0, "png"),
                    Map.of());
            CompletableFuture<String> upload = CompletableFuture.supplyAsync(() -> uploaded(store, medium));
            CompletableFuture<Boolean> held = CompletableFuture.supplyAsync(() -> store.holds("bfl/job/0.png", 1));

            assertThatThrownBy(() -> store.read("bfl/job/0.png", 1, 0, 1)).isInstanceOf(IOException.class);
            assertThat(held.join()).isTrue();
            assertThat(upload)
                    .as("the upload goes on: its try waits for 30 s before it counts as late")
                    .isNotDone();
        }
    }

    private static String uploaded(MediumStore store, MediumFile medium) {
        try {
            return store.store(medium);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
