package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mediahook.database.DatabaseProbe;
import dev.mediahook.database.StoreUnavailable;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.event.Event;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node is not ready while no delivery can be kept, whatever the reason. */
class WatchedKeeperTest {

    @TempDir
    Path folder;

    private TestInbox inbox;
    private long now;
    private boolean away;
    private final WatchedKeeper keeper = new WatchedKeeper(
            event -> {
                if (away) {
                    throw new StoreUnavailable("away");
                }
                return Kept.NEW;
            },
            () -> now);

    @BeforeEach
    void open() {
        inbox = new TestInbox(TestDatabase.SQLITE, folder);
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void whileNoneIsKeptThereIsAFault() {
        keeps();
        assertThat(keeper.fault()).isEmpty();

        doesNotKeep();
        after(Duration.ofSeconds(2));
        assertThat(keeper.fault()).isPresent();
        after(Duration.ofSeconds(10));
        doesNotKeep();
        assertThat(keeper.fault()).isPresent();

        keeps();
        assertThat(keeper.fault()).isEmpty();
    }

    @Test
    void oneThatFailsAmongManyThatAreKeptIsNone() {
        for (int i = 0; i < 20; i++) {
            doesNotKeep();
            after(Duration.ofMillis(900));
            assertThat(keeper.fault()).isEmpty();
            keeps();
        }
    }

    /** A load balancer sends nothing to a node that is not ready, so no delivery shows that it is ready again. */
    @Test
    void itEndsByItself() {
        doesNotKeep();
        after(Duration.ofSeconds(14));
        assertThat(keeper.fault()).isPresent();
        after(Duration.ofSeconds(1));
        assertThat(keeper.fault()).isEmpty();

        doesNotKeep();
        assertThat(keeper.fault()).as("nothing was kept meanwhile").isPresent();
    }

    /** A database's probe finds none of this: it reads, and writes to another page. */
    @Test
    void aTableThatTakesNoRowIsAFault() {
        WatchedKeeper watched = new WatchedKeeper(inbox.inbox, () -> now);
        inbox.database
                .writer()
                .write(handle -> handle.execute("CREATE TRIGGER damaged BEFORE INSERT ON mediahook_event"
                        + " BEGIN SELECT RAISE(ABORT, 'malformed'); END"));

        assertThatThrownBy(() -> watched.keep(event())).isInstanceOf(StoreUnavailable.class);
        after(Duration.ofSeconds(1));

        assertThat(new DatabaseProbe(inbox.database).fault()).isEmpty();
        assertThat(watched.fault()).isPresent();
    }

    private void keeps() {
        away = false;
        assertThat(keeper.keep(event())).isEqualTo(Kept.NEW);
    }

    private void doesNotKeep() {
        away = true;
        assertThatThrownBy(() -> keeper.keep(event())).isInstanceOf(StoreUnavailable.class);
    }

    private Event event() {
        return inbox.event("bfl", "key");
    }

    private void after(Duration pause) {
        now += pause.toNanos();
    }
}
