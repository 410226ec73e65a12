package acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One node receives deliveries and sends them to Kafka; another node takes and processes each of them once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaTest {

    private static final String SECRET = "secret-of-the-host";
    private static final String RECEIVED = "{\"status\":\"received\"}";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private KafkaBroker broker;
    private Node receiving;
    private Node working;
    private Bfl bfl;

    @BeforeAll
    void start() throws Exception {
        broker = new KafkaBroker(folder.resolve("kafka"));
        receiving = Node.receiving(folder.resolve("receiving"), "kafka")
                .given("mediahook.kafka.brokers", broker.address())
                .started();
        bfl = new Bfl(receiving.port);
    }

    @AfterAll
    void stop() {
        bfl.close();
        receiving.close();
        if (working != null) {
            working.close();
        }
        broker.close();
    }

    @Test
    void whatTheBrokersHaveIsAnsweredReceivedAndWorkedOnOnce() throws Exception {
        assertEquals(401, bfl.deliver("forged", bfl.ready("job-0")).statusCode());
        // No node processes the event yet; one that starts later does.
        assertEquals(RECEIVED, bfl.deliver(SECRET, bfl.ready("job-1")).body());
        assertEquals(RECEIVED, bfl.deliver(SECRET, bfl.ready("job-1")).body());
        startWorking();
        Awaitility.await().atMost(SOON).until(() -> stored("job-1"));
        Awaitility.await().atMost(SOON).until(() -> committed() == 2);

        broker.stop();
        HttpResponse<String> away = bfl.deliver(SECRET, bfl.ready("job-2"));
        assertEquals(503, away.statusCode());
        assertTrue(away.headers().firstValue("Retry-After").isPresent());
        broker.start();
        Awaitility.await()
                .atMost(SOON)
                .until(() -> bfl.deliver(SECRET, bfl.ready("job-2")).statusCode() == 200);
        Awaitility.await().atMost(SOON).until(() -> stored("job-2"));

        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("working/mediahook.db"));
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN IMMEDIATE");
            assertEquals(RECEIVED, bfl.deliver(SECRET, bfl.ready("job-3")).body());
            long before = committed();
            Awaitility.await().during(Duration.ofSeconds(3)).atMost(SOON).until(() -> committed() == before);
            lock.execute("ROLLBACK");
        }
        Awaitility.await().atMost(SOON).until(() -> stored("job-3"));
        assertEquals(3, working.media().size());
        assertEquals(List.of(), receiving.media());
    }

    /** As large as Mediahook takes, and then larger than a topic takes that the broker has created by itself. */
    @Test
    void whatIsTooLargeForTheTopicIsNotAskedForAgain() throws Exception {
        byte[] largest = Arrays.copyOf(bfl.ready("job-4"), 1 << 20);
        Arrays.fill(largest, bfl.ready("job-4").length, largest.length, (byte) ' ');

        assertEquals(413, bfl.deliver(SECRET, largest).statusCode());
    }

    private boolean stored(String job) throws Exception {
        return working.media().stream().anyMatch(file -> file.getParent().endsWith(job));
    }

    /** The offset up to which the working node has committed what the broker gave it. */
    private long committed() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
            return admin.listConsumerGroupOffsets("mediahook").partitionsToOffsetAndMetadata().get().values().stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        }
    }

    private void startWorking() throws Exception {
        working = Node.working(folder.resolve("working"), "kafka")
                .given("mediahook.kafka.brokers", broker.address())
                .started();
    }
}
