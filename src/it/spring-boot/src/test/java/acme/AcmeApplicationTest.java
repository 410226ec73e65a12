package acme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The application, with its own connection pool and Tomcat, takes webhooks, and its own route stores the media. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class AcmeApplicationTest {

    private static final String SECRET = "secret-of-the-host";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private CamelContext context;

    private Bfl bfl;

    @TestConfiguration
    static class Database {

        @Bean(destroyMethod = "close")
        EmbeddedPostgres postgres() throws IOException {
            return EmbeddedPostgres.start();
        }

        /** The pool's database already holds a table of the application's own. */
        @Bean
        DataSource dataSource(EmbeddedPostgres postgres) {
            DataSource pool = postgres.getPostgresDatabase();
            JdbcClient.create(pool).sql("CREATE TABLE own (id int)").update();
            return pool;
        }
    }

    @BeforeEach
    void start() throws IOException {
        bfl = new Bfl(port);
    }

    @AfterEach
    void stop() {
        bfl.close();
    }

    @Test
    void storesWhatASignedDeliveryAnnouncesOnceAndNothingForged() throws Exception {
        byte[] ready = bfl.ready("job-1");

        assertEquals(401, bfl.deliver("forged", ready).statusCode());
        assertEquals("{\"status\":\"received\"}", bfl.deliver(SECRET, ready).body());
        assertEquals(
                "{\"status\":\"already_processed\"}", bfl.deliver(SECRET, ready).body());
        assertEquals(413, bfl.deliver(SECRET, new byte[2 << 20]).statusCode());
        assertEquals(400, bfl.deliver(SECRET, new byte[0]).statusCode());

        Awaitility.await()
                .until(
                        () -> jdbc.sql("SELECT status FROM mediahook_job")
                                .query(String.class)
                                .list(),
                        List.of("completed")::equals);
        try (Stream<Path> stored = Files.walk(Path.of("target", "shelf"))) {
            List<Path> pictures =
                    stored.filter(file -> file.toString().endsWith(".png")).toList();
            assertEquals(1, pictures.size());
            assertArrayEquals(Bfl.PICTURE, Files.readAllBytes(pictures.get(0)));
        }
    }

    @Test
    void leavesTheApplicationsOwnRoutesAsTheyWere() throws Exception {
        HttpRequest.Builder own =
                HttpRequest.newBuilder(bfl.application("/own")).header("X-Own", "kept");

        assertEquals("kept", bfl.send(own).body());
        assertEquals(
                0, jdbc.sql("SELECT count(*) FROM own").query(Integer.class).single());
    }

    @Test
    void tellsOfItselfInCamelsHealthChecks() {
        List<String> checks = HealthCheckHelper.invokeReadiness(context).stream()
                .map(result -> result.getCheck().getId() + " " + result.getState())
                .toList();
        assertEquals(true, checks.contains("mediahook-database UP"), checks::toString);
    }

    @Test
    void tellsOfItselfInBootsHealth() throws Exception {
        String health = bfl.send(HttpRequest.newBuilder(bfl.application("/actuator/health")))
                .body();
        assertEquals(true, health.contains("mediahook-database"), health);
    }
}
