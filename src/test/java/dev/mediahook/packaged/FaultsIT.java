package dev.mediahook.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.standin.MediaBehaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fault matrix: in spite of each fault, every acknowledged delivery is kept and done once, its medium is whole, and
 * the target is notified. Prints a row for each fault. {@code -Dfaults.long=true} runs more faults;
 * {@code -Dfaults.deliveries=} sets the number of deliveries.
 */
class FaultsIT {

    static final String LONG = "faults.long";

    private static final int DELIVERIES = Integer.getInteger("faults.deliveries", 20);
    static final Path FAKETIME = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");
    static final MediaBehaviour SLOW = MediaBehaviour.NORMAL.slow(Duration.ofMillis(20));

    @TempDir
    Path folder;

    @BeforeAll
    static void head() {
        System.out.println(
                "| fault | acknowledged | kept | done once | media whole | told | in order | lost | doubled |");
        System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    }

    @AfterAll
    static void end() {
        System.out.println();
    }

    @Test
    void killedAndStartedAgain() throws IOException {
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            for (int kill = 0; kill < 2; kill++) {
                run.deliver(DELIVERIES, SLOW);
                run.nodes.get(0).kill();
                run.nodes.get(0).start();
            }
            check("SIGKILL under load, SQLite, twice", run.outcome(run.nodes.get(0)));
        }
    }

    @Test
    void aMediaHostThatBreaksOffAndFails() throws IOException {
        try (FaultRun run = new FaultRun(folder, TestDatabase.SQLITE, 1).start()) {
            run.deliver(DELIVERIES, MediaBehaviour.NORMAL.breaking(2, 700));
            run.deliver(DELIVERIES, MediaBehaviour.NORMAL.failing(2));
            check("media host: reset at byte 700 twice, 503 twice", run.outcome(run.nodes.get(0)));
        }
    }

    @Test
    void aNodeThatDiesWithItsLeases() throws Exception {
        try (FaultRun run = new FaultRun(folder, TestDatabase.POSTGRESQL, 2).start()) {
            run.deliver(DELIVERIES, SLOW);
            run.nodes.get(0).kill();
            check("one of two nodes killed, its work taken over", run.outcome(run.nodes.get(1)));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = LONG, matches = "true")
    void aNodeThatStandsStillPastItsLeases() throws Exception {
        try (FaultRun run = new FaultRun(folder, TestDatabase.POSTGRESQL, 2).start()) {
            run.deliver(DELIVERIES, SLOW);
            run.signal(run.nodes.get(1), "STOP");
            Awaitility.await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
            run.signal(run.nodes.get(1), "CONT");
            check("SIGSTOP of one of two nodes past its leases", run.outcome(run.nodes.get(0)));
            run.repeat(SLOW);
            check("all again at both nodes, the last first", run.outcome(run.nodes.get(0)));
        }
    }

    @Test
    void aDatabaseThatEndsConnections() throws Exception {
        try (FaultRun run = new FaultRun(folder, TestDatabase.POSTGRESQL, 2).start()) {
            for (int i = 0; i < 3; i++) {
                run.deliver(DELIVERIES, SLOW);
                endConnections(run);
            }
            check("all connections of the database ended, three times", run.outcome(run.nodes.get(0)));
        }
    }

    @Test
    @EnabledIfSystemProperty(named = LONG, matches = "true")
    void clocksThatAreAnHourWrong() throws IOException {
        if (!Files.exists(FAKETIME)) {
            System.out.println("| a clock an hour ahead, one an hour behind: not run, there is no libfaketime |");
            return;
        }
        try (FaultRun run = new FaultRun(folder, TestDatabase.POSTGRESQL, 3)) {
            List<String> shifts = List.of("+3600s", "-3600s");
            for (int i = 0; i < shifts.size(); i++) {
                run.nodes
                        .get(i)
                        .environment("LD_PRELOAD", FAKETIME.toString())
                        .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                        .environment("FAKETIME_FORCE_MONOTONIC_FIX", "0")
                        .environment("FAKETIME", shifts.get(i));
            }
            run.start();
            run.deliver(DELIVERIES, MediaBehaviour.NORMAL.failing(1));
            check("three nodes, one an hour ahead, one an hour behind", run.outcome(run.nodes.get(2)));
            assertThat(run.nodes.get(0).log())
                    .contains("this machine's clock is 36")
                    .contains("ahead of the database's");
            assertThat(run.nodes.get(2).log()).doesNotContain("this machine's clock");
        }
    }

    static void check(String fault, FaultOutcome outcome) {
        checkAllButOrder(fault, outcome);
        assertThat(outcome.inOrder()).as("%s not in order: %s", fault, outcome).isEqualTo(outcome.acknowledged());
    }

    /**
     * Does not check the order. If the program's own history is lost, it can't know which notifications a target got. A
     * target that only heard that a job is completed may then hear of its failure too, if the sender repeats it.
     */
    static void checkAllButOrder(String fault, FaultOutcome outcome) {
        System.out.println(outcome.line(fault));
        assertThat(outcome.acknowledged()).as(fault).isPositive();
        assertThat(outcome.lost()).as("%s lost: %s", fault, outcome).isZero();
        assertThat(outcome.doubled()).as("%s doubled: %s", fault, outcome).isZero();
    }

    private static void endConnections(FaultRun run) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(run.database.get("mediahook.database.url"), "postgres", null);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                            + " AND pid <> pg_backend_pid()");
        }
    }
}
