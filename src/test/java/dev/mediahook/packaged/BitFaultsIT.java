package dev.mediahook.packaged;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.standin.MediaBehaviour;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rows of the fault matrix in which a disk changes written data. The program reports the damage, and does not use
 * the data.
 */
class BitFaultsIT {

    private static final int DELIVERIES = Integer.getInteger("faults.deliveries", 20);
    private static final int FRAME = 4096 + 24;

    @TempDir
    Path folder;

    @BeforeAll
    static void head() {
        FaultsIT.head();
    }

    @Test
    void aLogInWhoseMiddleABitFlips() throws Exception {
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            PackagedGateway node = run.nodes.get(0);
            run.deliver(DELIVERIES, MediaBehaviour.NORMAL);
            node.kill();
            Path log = file("mediahook.db-wal");
            KillFaultsIT.flip(log, 32 + Files.size(log) / FRAME / 2 * FRAME + 1000);
            node.start();
            assertThat(node.log()).contains("mediahook.db-wal is damaged from frame=");
            run.repeat(MediaBehaviour.NORMAL);
            FaultsIT.checkAllButOrder("a bit of SQLite's log flips; said, the senders repeat", run.outcome(node));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = FaultsIT.LONG, matches = "true")
    void aPageOfTheFileThatIsDamaged() throws Exception {
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            PackagedGateway node = run.nodes.get(0);
            run.deliver(DELIVERIES, MediaBehaviour.NORMAL);
            run.outcome(node);
            node.terminate();
            assertThat(node.endsWithin(Duration.ofSeconds(60))).isTrue();
            Path whole = Files.copy(file("mediahook.db"), folder.resolve("whole"));
            // Changes the type byte of the root page of the events' table.
            KillFaultsIT.flip(file("mediahook.db"), (rootOfEvents() - 1) * 4096L);
            int before = run.acknowledged();
            node.launch();
            boolean ended = node.endsWithin(Duration.ofSeconds(20));
            if (!ended) {
                run.deliver(3, MediaBehaviour.NORMAL);
                Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> node.health() == 503);
                node.kill();
            }
            assertThat(run.acknowledged())
                    .as("deliveries acknowledged in spite of the damage")
                    .isEqualTo(before);
            assertThat(node.log()).contains("code=11 (corrupt)").doesNotContain("Exception in thread");
            Files.copy(whole, file("mediahook.db"), StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(file("mediahook.db-wal"));
            node.start();
            run.deliver(DELIVERIES, MediaBehaviour.NORMAL);
            FaultsIT.check("a page of SQLite's file damaged; said, a copy put back", run.outcome(node));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = FaultsIT.LONG, matches = "true")
    void bodiesInWhichABitFlips() throws Exception {
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            PackagedGateway node = run.nodes.get(0);
            run.deliver(DELIVERIES, MediaBehaviour.NORMAL.failing(4));
            node.terminate();
            assertThat(node.endsWithin(Duration.ofSeconds(60))).isTrue();
            // With this unknown status, the event would be done without a medium.
            Files.writeString(
                    file("mediahook.db"),
                    Files.readString(file("mediahook.db"), ISO_8859_1).replace("\"Ready\"", "\"Seady\""),
                    ISO_8859_1);
            node.start();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Stream.of("accepted", "waiting", "processing")
                    .allMatch(state -> node.client()
                            .get("/api/events?state=" + state)
                            .path("items")
                            .isEmpty()));
            assertThat(node.log()).contains("dead reason=payload_damaged");
            run.repeat(MediaBehaviour.NORMAL);
            FaultsIT.check("a bit of kept bodies flips; said, the senders repeat", run.outcome(node));
        }
    }

    private long rootOfEvents() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file("mediahook.db"));
                Statement statement = connection.createStatement();
                ResultSet root =
                        statement.executeQuery("SELECT rootpage FROM sqlite_master WHERE name = 'mediahook_event'")) {
            return root.getLong(1);
        }
    }

    private Path file(String name) {
        return folder.resolve("node-0/data").resolve(name);
    }
}
