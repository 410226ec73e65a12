package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.Wire;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.standin.MediaBehaviour;
import dev.mediahook.store.S3Server;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The rows of the fault matrix in which the database, the store or a node can't be reached. */
@EnabledIfSystemProperty(named = FaultsIT.LONG, matches = "true")
class NetworkFaultsIT {

    private static final int DELIVERIES = Integer.getInteger("faults.deliveries", 20);
    private static final String URL = "mediahook.database.url";

    @TempDir
    Path folder;

    @BeforeAll
    static void head() {
        FaultsIT.head();
    }

    @Test
    void aDatabaseThatIsAway() throws Exception {
        interrupted("the database away for a while", (wire, node) -> {
            wire.cut();
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> node.health() == 503);
        });
    }

    @Test
    void aDatabaseThatIsSilent() throws Exception {
        interrupted("the database silent for a while, its connections open", (wire, node) -> wire.fallSilent());
    }

    private interface Interruption {
        void of(Wire wire, PackagedGateway node) throws Exception;
    }

    private void interrupted(String fault, Interruption interruption) throws Exception {
        Map<String, String> database = TestDatabase.POSTGRESQL.properties(Path.of("data"));
        try (Wire wire = Wire.to(database.get(URL));
                FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1, through(database, wire)).start()) {
            PackagedGateway node = run.nodes.get(0);
            run.deliver(DELIVERIES, FaultsIT.SLOW);
            interruption.of(wire, node);
            int before = run.acknowledged();
            run.deliver(3, FaultsIT.SLOW);
            assertThat(run.acknowledged())
                    .as("deliveries acknowledged without a database")
                    .isEqualTo(before);
            wire.mend();
            ready(node);
            run.deliver(DELIVERIES, FaultsIT.SLOW);
            FaultsIT.check(fault, run.outcome(node));
        }
    }

    @Test
    void aNodeThatIsCutOff() throws Exception {
        Map<String, String> database = TestDatabase.POSTGRESQL.properties(Path.of("data"));
        try (Wire wire = Wire.to(database.get(URL));
                FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 2, database)) {
            PackagedGateway cutOff = run.nodes.get(1);
            cutOff.file(
                    "application.properties",
                    cutOff.text("application.properties") + "\n" + URL + "="
                            + through(database, wire).get(URL));
            run.start();
            run.deliver(DELIVERIES, FaultsIT.SLOW);
            wire.fallSilent();
            // Waits for longer than the node's leases last.
            Awaitility.await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
            FaultsIT.check("one of two nodes cut off from the database", run.outcome(run.nodes.get(0)));
            wire.mend();
            ready(cutOff);
            run.deliver(DELIVERIES, FaultsIT.SLOW);
            FaultsIT.check("the node that was cut off comes back", run.outcome(run.nodes.get(0)));
        }
    }

    @Test
    void aStoreThatIsAway(@TempDir Path buckets) throws Exception {
        interruptedStore("the store, S3, away for a while", buckets, (wire, run) -> {
            wire.cut();
            run.deliver(DELIVERIES, MediaBehaviour.NORMAL);
        });
    }

    /** Each medium is fetched meanwhile, since its URL may expire before the store answers again. */
    @Test
    void aStoreThatIsSilent(@TempDir Path buckets) throws Exception {
        interruptedStore("the store, S3, silent for a while", buckets, (wire, run) -> {
            wire.fallSilent();
            run.deliver(DELIVERIES, MediaBehaviour.NORMAL);
            Awaitility.await().atMost(Duration.ofMinutes(4)).until(() -> fetched() >= DELIVERIES);
        });
    }

    /** How many media are whole and not on record. */
    private int fetched() {
        String[] notes = folder.resolve("node-0/data/parts").toFile().list((parts, name) -> name.endsWith(".whole"));
        return notes == null ? 0 : notes.length;
    }

    private interface StoreInterruption {
        void of(Wire wire, FaultRun run) throws Exception;
    }

    private void interruptedStore(String fault, Path buckets, StoreInterruption interruption) throws Exception {
        try (S3Server s3 = S3Server.start(buckets);
                Wire wire = new Wire(
                        URI.create(s3.uri().replaceAll(".*=(http:.*)", "$1")).getPort());
                FaultRun run = new FaultRun(
                                folder,
                                TestDatabase.SQLITE,
                                1,
                                Map.of(
                                        "mediahook.media.store",
                                        s3.uri().replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:" + wire.port())))
                        .start()) {
            run.deliver(DELIVERIES, MediaBehaviour.NORMAL);
            interruption.of(wire, run);
            wire.mend();
            run.deliver(DELIVERIES, MediaBehaviour.NORMAL);
            FaultsIT.check(fault, run.outcome(run.nodes.get(0)));
        }
    }

    private static void ready(PackagedGateway node) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> node.health() == 200);
    }

    private static Map<String, String> through(Map<String, String> database, Wire wire) {
        Map<String, String> all = new HashMap<>(database);
        all.computeIfPresent(URL, (name, url) -> wire.through(url));
        return all;
    }
}
