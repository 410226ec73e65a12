package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import dev.mediahook.Wire;
import dev.mediahook.work.Schedule;
import dev.mediahook.work.TestThreads;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node notices that its connection is open but brings nothing, and looks more often until it hears again. Only the
 * connection that listens has the fault: the node and the others can always send.
 */
class ListeningTest {

    private static final String URL = "mediahook.database.url";
    private static final Duration IF_HEARING = Duration.ofSeconds(5);
    private static final Duration IF_NOT = Duration.ofSeconds(1);

    /** Heard instead of a sender's name: the node has to look for whatever was left. */
    private static final String ANY = "";

    /** Shorter than the usual times, but a busy machine may take a second to answer. */
    private static final Listening.Times TIMES =
            new Listening.Times(Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofMillis(50));

    @TempDir
    Path folder;

    private final LogLines lines = LogLines.of(Listening.class);
    private final Schedule schedule = TestThreads.schedule();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private volatile String listensAt;
    private String url;
    private Database database;
    private NodeChannel node;
    private NodeChannel other;

    @BeforeEach
    void open() {
        Map<String, String> server = TestDatabase.POSTGRESQL.properties(folder);
        url = server.get(URL);
        database = TestDatabase.POSTGRESQL.open(folder, server);
        node = new NodeChannel(database, "machine/node", schedule, Optional.of(budget -> connect()), TIMES);
        other = new NodeChannel(database, "machine/other", schedule);
    }

    @AfterEach
    void close() {
        node.close();
        schedule.close();
        database.close();
        lines.close();
    }

    @Test
    void aSilentNetworkIsNoticedAndTheNodeHearsAgainOnceItIsMended() throws Exception {
        try (Wire network = Wire.to(url)) {
            start(network.through(url));
            looks(IF_HEARING);
            other.tell("told");
            Awaitility.await().until(() -> heard.contains("told"));
            // It is no fault if the others have nothing to say.
            Awaitility.await().during(TIMES.heardWithin().multipliedBy(2)).until(() -> node.lookEvery()
                    .equals(IF_HEARING));

            network.fallSilent();
            other.tell("missed");
            looks(IF_NOT);
            isSaidOnceHoweverOftenItIsTried();

            network.mend();
            looks(IF_HEARING);
            other.tell("told-again");
            Awaitility.await().until(() -> heard.contains("told-again"));
            assertThat(heard).as("the node looks for what it missed").containsExactly(ANY, "told", ANY, "told-again");
        }
    }

    /** PostgreSQL notifies no other database. Listening there stands in for a pooler that passes nothing on. */
    @Test
    void aPoolerThatTakesTheListenAndPassesNothingOnIsNoticed() {
        start(TestDatabase.POSTGRESQL.properties(folder).get(URL));
        other.tell("missed");
        isSaidOnceHoweverOftenItIsTried();
        assertThat(node.lookEvery()).isEqualTo(IF_NOT);
        assertThat(heard).isEmpty();

        listensAt = url;
        looks(IF_HEARING);
        // The notification is passed on a moment after it is heard.
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(heard).as("it looks for what it missed").containsExactly(ANY));
    }

    /** A node that is heard no more has left the machine's cores to the others. */
    @Test
    void nodesOnOneMachineAreCountedAsLongAsTheyAreHeard() {
        assertThat(node.onThisMachine()).as("it does not hear yet").isEqualTo(1);
        start(url);
        looks(IF_HEARING);
        new NodeChannel(database, "elsewhere/third", schedule).tell("elsewhere");
        other.tell("here");
        Awaitility.await().until(() -> heard.containsAll(List.of("elsewhere", "here")));
        assertThat(node.onThisMachine()).isEqualTo(2);
        Awaitility.await().until(() -> node.onThisMachine() == 1);
    }

    /** The driver gives arguments no types then. */
    @Test
    void aDriverInItsSimpleModeTellsTheOthersToo() {
        try (Database simple = TestDatabase.POSTGRESQL.open(folder, Map.of(URL, url + "?preferQueryMode=simple"))) {
            start(url);
            looks(IF_HEARING);
            new NodeChannel(simple, "simple", schedule).tell("told");
            Awaitility.await().until(() -> heard.contains("told"));
        }
    }

    private void start(String at) {
        listensAt = at;
        node.start(TestThreads.loops(), heard::add);
    }

    private Connection connect() throws SQLException {
        opened.incrementAndGet();
        return DriverManager.getConnection(listensAt + "?loginTimeout=1", "postgres", null);
    }

    private void looks(Duration every) {
        Awaitility.await().until(() -> node.lookEvery().equals(every));
    }

    /** When the third connection is opened, two have failed. */
    private void isSaidOnceHoweverOftenItIsTried() {
        Awaitility.await().until(() -> opened.get() >= 3);
        assertThat(lines.warnings())
                .singleElement()
                .asString()
                .startsWith("this node can't hear the others, so it looks once a second")
                .contains("nothing is heard, not even its own word");
    }
}
