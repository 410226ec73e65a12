package dev.mediahook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.config.FileModes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that takes connections and never answers. By itself, the bucket's client would ask four times, for 30 s each. */
class S3SilentTest {

    @Test
    @Timeout(40)
    void holdsNobodyForLong() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
                CamelContext context = new DefaultCamelContext()) {
            context.start();
            String uri = "aws2-s3://media?region=us-east-1&accessKey=key&secretKey=secret&forcePathStyle=true"
                    + "&overrideEndpoint=true&uriEndpointOverride=http://127.0.0.1:" + silent.getLocalPort();
            MediumStore store = ConfiguredStore.at(uri, FileModes.PRIVATE, context);
            CompletableFuture<Boolean> held = CompletableFuture.supplyAsync(() -> store.holds("bfl/job/0.png", 1));

            assertThatThrownBy(() -> store.read("bfl/job/0.png", 1, 0, 1)).isInstanceOf(IOException.class);
            assertThat(held.join()).isTrue();
        }
    }
}
