package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mediahook.delivery.Sha256;
import dev.mediahook.standin.MediaBehaviour;
import dev.mediahook.standin.MediaHost;
import dev.mediahook.standin.MediaKind;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A medium that was fetched before its URL expired is not lost if the store or the database is away meanwhile. */
class MediaStoreAwayTest {

    private static final Duration LIFE = Duration.ofSeconds(2);

    @TempDir
    Path data;

    private final AtomicBoolean away = new AtomicBoolean(true);
    private MediaHost host;
    private URI medium;

    @BeforeEach
    void start() {
        host = MediaHost.start(0, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void isStoredWhenTheStoreIsBack() {
        try (TestGateway gateway = gateway("20s")) {
            deliver(gateway, "j-1");
            Awaitility.await().pollDelay(LIFE.plusSeconds(1)).until(() -> true);
            away.set(false);

            gateway.awaitJob("bfl", "j-1", "completed");
            assertThat(host.requests(medium)).isEqualTo(1);
        }
    }

    @Test
    void isStoredByAReplayAfterItWasGivenUpAndTheProgramWasRestarted() {
        String event;
        try (TestGateway gateway = gateway("2s")) {
            deliver(gateway, "j-2");
            JsonNode job = gateway.awaitJob("bfl", "j-2", "failed");
            assertThat(job.at("/error/code").asText()).isEqualTo("store_failed");
            event = job.at("/events/0/eventId").asText();
        }
        away.set(false);
        try (TestGateway gateway = gateway("20s")) {
            gateway.api("POST", "/api/events/" + event + "/replay");
            gateway.awaitJob("bfl", "j-2", "completed");
            assertThat(host.requests(medium)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:", "direct:shelf"})
    void isNotFetchedAgainBecauseItsRowCouldNotBeWritten(String store) throws SQLException {
        away.set(false);
        String place = store.equals("file:") ? store + data.resolve("media") : store;
        try (TestGateway gateway = gateway(place, "20s");
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("mediahook.db"));
                Statement statement = other.createStatement()) {
            statement.execute("CREATE TRIGGER refused BEFORE UPDATE ON mediahook_medium"
                    + " WHEN NEW.location IS NOT NULL BEGIN SELECT RAISE(ABORT, 'refused'); END");
            deliver(gateway, "j-3", Duration.ofMinutes(10));
            gateway.await(
                    "/api/events?sender=bfl",
                    page -> page.at("/items/0/attempts").asInt() > 1);
            statement.execute("DROP TRIGGER refused");

            gateway.awaitJob("bfl", "j-3", "completed");
            assertThat(host.requests(medium)).isEqualTo(1);
            assertThat(data.resolve("parts")).isEmptyDirectory();
        }
    }

    /** A SIGKILL between the record of a medium and the end of its part leaves the note that the part is whole. */
    @Test
    void whatACutOffTryLeftOfAStoredMediumGoesWithTheNextTry() throws IOException {
        away.set(false);
        try (TestGateway gateway = gateway("file:" + data.resolve("media"), "20s")) {
            deliver(gateway, "j-4", Duration.ofMinutes(10));
            String event = gateway.awaitJob("bfl", "j-4", "completed")
                    .at("/events/0/eventId")
                    .asText();
            byte[] key = Sha256.digest().digest((event + "-0").getBytes(StandardCharsets.UTF_8));
            Path note = data.resolve("parts/" + HexFormat.of().formatHex(key, 0, 16) + ".part.whole");
            Files.writeString(note, "sha256=00");

            gateway.api("POST", "/api/events/" + event + "/replay");

            Awaitility.await().until(() -> Files.notExists(note));
            assertThat(host.requests(medium)).isEqualTo(1);
        }
    }

    private void deliver(TestGateway gateway, String jobId) {
        deliver(gateway, jobId, LIFE);
    }

    private void deliver(TestGateway gateway, String jobId, Duration life) {
        Instant end = Instant.now().plus(life);
        medium = host.medium(MediaKind.PNG, "kept", MediaBehaviour.NORMAL.expiringAt(end));
        String url = medium + "?Expires=" + end.getEpochSecond();
        gateway.deliverBfl("{\"id\":\"" + jobId + "\",\"status\":\"Ready\",\"result\":{\"sample\":\"" + url + "\"}}");
    }

    private TestGateway gateway(String giveUpAfter) {
        return gateway("direct:shelf", giveUpAfter);
    }

    private TestGateway gateway(String store, String giveUpAfter) {
        return TestGateway.start(
                data,
                Map.of("mediahook.media.store", store, "mediahook.retry.give-up-after", giveUpAfter),
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:shelf").process(exchange -> {
                            if (away.get()) {
                                throw new IllegalStateException("away");
                            }
                        });
                    }
                });
    }
}
