package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node does what must be done only once. If that node is gone, another takes over. */
class DutiesTest {

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();

    @Test
    void oneNodeHasADutyUntilItIsGone() {
        try (Database database = TestDatabase.POSTGRESQL.open(folder, Map.of())) {
            Duties one = new Duties(database, clock, "one");
            Duties other = new Duties(database, clock, "other");
            assertThat(one.mine("retention")).isTrue();
            assertThat(other.mine("retention")).isFalse();
            assertThat(other.mine("registrations")).as("each duty is separate").isTrue();

            for (int i = 0; i < 10; i++) {
                clock.pass(Duration.ofSeconds(11));
                assertThat(one.mine("retention")).as("as long as it asks").isTrue();
                assertThat(other.mine("retention")).isFalse();
            }
            clock.pass(Duration.ofSeconds(31));

            assertThat(other.mine("retention")).as("taken over").isTrue();
            assertThat(one.mine("retention"))
                    .as("a node that stood still has lost the duty")
                    .isFalse();
        }
    }

    @Test
    void nobodyDoesItWhileTheDatabaseIsAway() {
        AtomicInteger done = new AtomicInteger();
        Database database = TestDatabase.POSTGRESQL.open(folder, Map.of());
        Duties duties = new Duties(database, clock, "one");
        database.close();

        duties.ifMine("retention", done::incrementAndGet);

        assertThat(done).hasValue(0);
    }

    @Test
    void theOnlyProgramHasAllDuties() {
        try (Database database = TestDatabase.SQLITE.open(folder, Map.of())) {
            assertThat(new Duties(database, clock, "one").mine("retention")).isTrue();
        }
    }
}
