package acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Spring makes the application's beans when they are asked for, and Mediahook takes the first delivery all the same. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.main.lazy-initialization=true",
            "mediahook.data-source=none",
            "mediahook.data-dir=target/lazy",
            "spring.datasource.url=jdbc:sqlite:target/lazy.db"
        })
class LazyApplicationTest {

    @LocalServerPort
    private int port;

    @Test
    void theFirstRequestsFindTheirRoutes() throws Exception {
        try (Bfl bfl = new Bfl(port)) {
            assertEquals(
                    200,
                    bfl.send(HttpRequest.newBuilder(bfl.application("/own")).header("X-Own", "kept"))
                            .statusCode());
            assertEquals(
                    "{\"status\":\"received\"}",
                    bfl.deliver("secret-of-the-host", bfl.ready("job-lazy")).body());
            assertEquals(401, bfl.deliver("forged", bfl.ready("job-lazy")).statusCode());
        }
    }
}
