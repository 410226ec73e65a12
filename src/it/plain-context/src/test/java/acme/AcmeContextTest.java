package acme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The application takes webhooks, and its own route stores the media. */
class AcmeContextTest {

    private static final String SECRET = "secret-of-the-host";

    private final int port = freePort();
    private CamelContext context;
    private Bfl bfl;

    @BeforeEach
    void start() throws Exception {
        context = AcmeContext.on(port);
        context.start();
        bfl = new Bfl(port);
    }

    @AfterEach
    void stop() {
        bfl.close();
        context.stop();
    }

    @Test
    void storesWhatASignedDeliveryAnnouncesOnceAndNothingForged() throws Exception {
        byte[] ready = bfl.ready("job-1");

        assertEquals(401, bfl.deliver("forged", ready).statusCode());
        assertEquals("{\"status\":\"received\"}", bfl.deliver(SECRET, ready).body());
        assertEquals(
                "{\"status\":\"already_processed\"}", bfl.deliver(SECRET, ready).body());

        Awaitility.await().until(() -> shelf().size() == 1);
        assertArrayEquals(Bfl.PICTURE, Files.readAllBytes(shelf().get(0)));
    }

    @Test
    void leavesTheApplicationsOwnRoutesAsTheyWere() throws Exception {
        HttpRequest.Builder own =
                HttpRequest.newBuilder(bfl.application("/own")).header("X-Own", "kept");

        assertEquals("kept", bfl.send(own).body());
        assertEquals(
                404,
                bfl.send(HttpRequest.newBuilder(bfl.application("/api/jobs"))).statusCode());
    }

    private static List<Path> shelf() throws IOException {
        Path shelf = Path.of("target", "shelf");
        if (!Files.exists(shelf)) {
            return List.of();
        }
        try (Stream<Path> stored = Files.walk(shelf)) {
            return stored.filter(file -> file.toString().endsWith(".png")).toList();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }
}
