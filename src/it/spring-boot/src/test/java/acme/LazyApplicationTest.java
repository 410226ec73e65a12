package acme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Spring makes the application's beans when they are asked for, and Mediahook takes the first delivery all the same. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.main.lazy-initialization=true", "mediahook.data-dir=target/lazy"})
@Import(AcmeApplicationTest.Database.class)
class LazyApplicationTest {

    private static final byte[] PENDING = "{\"id\":\"job-lazy\",\"status\":\"Pending\"}".getBytes(UTF_8);

    @LocalServerPort
    private int port;

    @Test
    void theFirstRequestsFindTheirRoutes() throws Exception {
        try (Bfl bfl = new Bfl(port)) {
            HttpRequest.Builder own =
                    HttpRequest.newBuilder(bfl.application("/own")).header("X-Own", "kept");

            assertEquals(200, bfl.send(own).statusCode());
            assertEquals(
                    "{\"status\":\"received\"}",
                    bfl.deliver("secret-of-the-host", PENDING).body());
            assertEquals(401, bfl.deliver("forged", PENDING).statusCode());
        }
    }
}
