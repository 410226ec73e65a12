package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.standin.MediaBehaviour;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The rows of the fault matrix about PostgreSQL: a node stops inside a transaction, or a server dies for good. */
@EnabledIfSystemProperty(named = FaultsIT.LONG, matches = "true")
class ServerFaultsIT {

    private static final int DELIVERIES = Integer.getInteger("faults.deliveries", 20);

    @TempDir
    Path folder;

    @BeforeAll
    static void head() {
        FaultsIT.head();
    }

    @Test
    void aNodeThatStandsStillInsideATransaction() throws Exception {
        try (FaultRun run = new FaultRun(folder, TestDatabase.POSTGRESQL, 2).start()) {
            PackagedGateway still = run.nodes.get(1);
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    run.deliver(1, FaultsIT.SLOW);
                }
            });
            boolean inside = false;
            for (int times = 0; times < 300 && !inside; times++) {
                LockSupport.parkNanos(30_000_000);
                run.signal(still, "STOP");
                // The server first finishes the statement under way. Then the transaction counts as idle.
                LockSupport.parkNanos(40_000_000);
                inside = openTransactions(run.database.get("mediahook.database.url")) > 0;
                run.signal(still, inside ? "STOP" : "CONT");
            }
            Awaitility.await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
            run.signal(still, "CONT");
            over.set(true);
            sender.get(60, TimeUnit.SECONDS);
            run.deliver(DELIVERIES, FaultsIT.SLOW);
            FaultsIT.check("SIGSTOP of one of two nodes inside a transaction", run.outcome(run.nodes.get(0)));
            assertThat(inside).isTrue();
        }
    }

    @Test
    void aStandbyThatIsPromoted() throws Exception {
        try (PostgresPair servers = PostgresPair.start(folder);
                FaultRun run = new FaultRun(
                                folder,
                                TestDatabase.SQLITE,
                                2,
                                Map.of("mediahook.database.url", servers.url(), "mediahook.database.user", "postgres"))
                        .start()) {
            run.deliver(DELIVERIES, FaultsIT.SLOW);
            servers.failOver();
            run.deliver(3, FaultsIT.SLOW);
            for (PackagedGateway node : run.nodes) {
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> node.health() == 200);
            }
            run.deliver(DELIVERIES, MediaBehaviour.NORMAL);
            FaultsIT.check("PostgreSQL killed, its standby promoted", run.outcome(run.nodes.get(0)));
        }
    }

    private static int openTransactions(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", null);
                Statement statement = connection.createStatement();
                ResultSet open = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                                + " AND state = 'idle in transaction' AND state_change < now() - interval '30 ms'")) {
            open.next();
            return open.getInt(1);
        }
    }
}
