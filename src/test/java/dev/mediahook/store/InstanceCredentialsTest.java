package dev.mediahook.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.mediahook.config.FileModes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The S3 store can get its keys as a container does, from a URL that hands them out. */
class InstanceCredentialsTest {

    private static final String ADDRESS = "aws.containerCredentialsFullUri";
    private static final byte[] KEYS = ("{\"AccessKeyId\":\"key\",\"SecretAccessKey\":\"secret\","
                    + "\"Expiration\":\"2099-01-01T00:00:00Z\"}")
            .getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    @AfterEach
    void forget() {
        System.clearProperty(ADDRESS);
    }

    @Test
    void storesWithKeysThatNoSettingHolds() throws Exception {
        HttpServer keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, KEYS.length);
                exchange.getResponseBody().write(KEYS);
            }
        });
        keys.start();
        System.setProperty(ADDRESS, "http://127.0.0.1:" + keys.getAddress().getPort() + "/");
        try (S3Server server = S3Server.start(Files.createDirectory(folder.resolve("buckets")));
                CamelContext context = new DefaultCamelContext()) {
            context.start();
            String uri = server.uri().replace("accessKey=key&secretKey=secret", "useDefaultCredentialsProvider=true");
            Path file = Files.writeString(folder.resolve("medium"), "bytes");
            MediumName name = MediumName.of("", "bfl", "job", 0, "png");

            String location = ConfiguredStore.at(uri, FileModes.PRIVATE, context)
                    .store(new MediumFile(file, 5, "sha", "image/png", name, Map.of()));

            assertThat(location).isEqualTo("s3://media/bfl/job/0.png");
            assertThat(server.objects().blobExists(S3Server.BUCKET, "bfl/job/0.png"))
                    .isTrue();
        } finally {
            keys.stop(0);
        }
    }
}
