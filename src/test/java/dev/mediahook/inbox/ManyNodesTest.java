package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.event.Event;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several nodes share one PostgreSQL. No node stops another, and a delivery that reaches all nodes at once is kept
 * once.
 */
class ManyNodesTest {

    private static final int DELIVERIES = 400;

    @TempDir
    Path folder;

    private Map<String, String> server;
    private TestInbox first;
    private final List<Database> more = new ArrayList<>();
    private final ExecutorService senders = Executors.newFixedThreadPool(96);

    @BeforeEach
    void open() {
        server = TestDatabase.POSTGRESQL.properties(folder);
        first = new TestInbox(TestDatabase.POSTGRESQL, folder, server);
    }

    @AfterEach
    void close() {
        senders.shutdownNow();
        more.forEach(Database::close);
        first.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theSameDeliveriesAtTheSameInstantAreKeptOnceAndCounted(int nodes) throws SQLException {
        List<Inbox> inboxes = new ArrayList<>(List.of(first.inbox));
        while (inboxes.size() < nodes) {
            inboxes.add(node());
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < DELIVERIES; i++) {
            order.add(i);
        }
        List<CompletableFuture<Kept>> answers = new ArrayList<>();
        for (Inbox inbox : inboxes) {
            Collections.shuffle(order, new Random(inboxes.indexOf(inbox)));
            for (int delivery : order) {
                Event event = first.event("bfl", "key-" + delivery);
                answers.add(CompletableFuture.supplyAsync(() -> inbox.keep(event), senders));
            }
        }
        List<Kept> kept = answers.stream().map(CompletableFuture::join).toList();

        assertThat(kept.stream().filter(one -> one == Kept.NEW)).hasSize(DELIVERIES);
        Awaitility.await().untilAsserted(() -> assertThat(first.events())
                .hasSize(DELIVERIES)
                .allSatisfy(event -> assertThat(event.duplicates()).isEqualTo(nodes - 1)));
        assertThat(deadlocks()).isZero();
    }

    @Test
    void aNodeThatStandsStillInsideATransactionHoldsUpNobodysDeliveries() throws SQLException {
        first.keep("bfl", "worked-on");
        try (Connection frozen = connect();
                Statement statement = frozen.createStatement()) {
            frozen.setAutoCommit(false);
            statement.execute("UPDATE mediahook_event SET state = 'processing'");
            for (int i = 0; i < 20; i++) {
                statement.execute("INSERT INTO mediahook_event (id, sender, dedup_key, via, received_at, state, since,"
                        + " deadline, due) VALUES (" + i + ", 'bfl', 'held-" + i
                        + "', 'webhook', 0, 'accepted', 0, 0, 0)");
            }
            List<CompletableFuture<Kept>> held = keep("held-", 20);
            long begun = System.nanoTime();

            List<Kept> others =
                    keep("new-", 66).stream().map(CompletableFuture::join).toList();
            Kept repeat = first.inbox.keep(first.event("bfl", "worked-on"));

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
            assertThat(others).containsOnly(Kept.NEW);
            assertThat(repeat).isEqualTo(Kept.REPEAT);
            frozen.rollback();
            assertThat(held)
                    .as("the frozen inserts were rolled back, so these events are new")
                    .allSatisfy(one -> assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(Kept.NEW));
        }
        Awaitility.await().untilAsserted(() -> assertThat(first.events())
                .filteredOn(event -> event.key().equals("worked-on"))
                .singleElement()
                .satisfies(event -> assertThat(event.duplicates())
                        .as("the repeat is counted as soon as the row is free")
                        .isEqualTo(1)));
    }

    @Test
    void aTransactionThatLosesADeadlockIsDoneAgain() throws Exception {
        first.keep("bfl", "one", "other");
        try (Connection other = connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SET deadlock_timeout = '10s'");
            statement.execute("UPDATE mediahook_event SET attempts = 7 WHERE dedup_key = 'other'");
            CompletableFuture<Integer> ours = CompletableFuture.supplyAsync(
                    () -> first.database.writer().write(handle -> {
                        handle.execute("SET LOCAL deadlock_timeout = '10ms'");
                        handle.execute("UPDATE mediahook_event SET duplicates = 1 WHERE dedup_key = 'one'");
                        return handle.execute("UPDATE mediahook_event SET duplicates = 1 WHERE dedup_key = 'other'");
                    }),
                    senders);
            statement.execute("UPDATE mediahook_event SET attempts = 7 WHERE dedup_key = 'one'");
            other.commit();

            assertThat(ours.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(first.events())
                .allSatisfy(event -> assertThat(event.duplicates()).isEqualTo(1));
    }

    private Inbox node() {
        Database database = TestDatabase.POSTGRESQL.open(folder, server);
        more.add(database);
        return Inboxes.of(database, new SettableClock());
    }

    private List<CompletableFuture<Kept>> keep(String prefix, int count) {
        List<CompletableFuture<Kept>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Event event = first.event("bfl", prefix + i);
            answers.add(CompletableFuture.supplyAsync(() -> first.inbox.keep(event), senders));
        }
        return answers;
    }

    private long deadlocks() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.get("mediahook.database.url"), "postgres", null);
    }
}
