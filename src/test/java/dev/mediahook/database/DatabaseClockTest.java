package dev.mediahook.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.LogLines;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose time counts: the database server's for all nodes; on SQLite the machine's, as long as it does not go back. */
class DatabaseClockTest {

    private static final Clock MACHINE = Clock.systemUTC();

    @TempDir
    Path folder;

    @Test
    void nodesWithWrongClocksHaveTheTimeOfTheServer() {
        try (Database database = TestDatabase.POSTGRESQL.open(folder, Map.of());
                LogLines lines = LogLines.of(DatabaseClock.class)) {
            for (Duration wrong : new Duration[] {Duration.ofHours(1), Duration.ofHours(-1), Duration.ofSeconds(35)}) {
                DatabaseClock clock = new DatabaseClock(database, Clock.offset(MACHINE, wrong));
                clock.look();

                assertThat(Duration.between(MACHINE.instant(), clock.instant()).abs())
                        .isLessThan(Duration.ofSeconds(2));
            }
            assertThat(lines.all())
                    .as("one line for each clock, however often the server is asked")
                    .hasSize(3)
                    .allSatisfy(line -> assertThat(line).contains("this machine's clock is", "the database's"));
            assertThat(lines.all().get(0)).contains("ahead of");
            assertThat(lines.all().get(1)).contains("behind");
        }
    }

    @Test
    void aRightClockIsNotTold() {
        try (Database database = TestDatabase.POSTGRESQL.open(folder, Map.of());
                LogLines lines = LogLines.of(DatabaseClock.class)) {
            new DatabaseClock(database, MACHINE).look();

            assertThat(lines.all()).isEmpty();
        }
    }

    @Test
    void timePassesWhileTheServerIsAway() {
        Database database = TestDatabase.POSTGRESQL.open(folder, Map.of());
        long[] nanos = {0};
        DatabaseClock clock = new DatabaseClock(database, MACHINE, () -> nanos[0]);
        database.close();
        Instant before = clock.instant();

        nanos[0] = Duration.ofMinutes(5).toNanos();
        clock.look();

        assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aNodeThatStartsAfterTheServersClockWasSetBackHasTheTimeOfTheOthers() {
        Clock before = Clock.offset(MACHINE, Duration.ofHours(1));
        try (Database database = TestDatabase.POSTGRESQL.open(folder, Map.of());
                LogLines lines = LogLines.of(DatabaseClock.class)) {
            assertThat(new Duties(database, before, "other").mine("retention")).isTrue();
            pauseOfASender(database, before.instant().plus(Duration.ofHours(12)));

            DatabaseClock clock = new DatabaseClock(database, MACHINE);

            assertThat(Duration.between(before.instant(), clock.instant()).abs())
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(lines.all()).singleElement().asString().contains("behind the time of the last run");
        }
    }

    private static void pauseOfASender(Database database, Instant until) {
        int unused = database.writer().write(handle -> handle.createUpdate(
                        "INSERT INTO mediahook_duty (purpose, node, until) VALUES ('quiet bfl', '', :until)")
                .bind("until", until.toEpochMilli())
                .execute());
    }

    @Test
    void whatSendersComparedWithTheirTimeFollowsTheServersClockBack() {
        long[] nanos = {Duration.ofHours(1).toNanos()};
        try (Database database = TestDatabase.POSTGRESQL.open(folder, Map.of())) {
            DatabaseClock clock = new DatabaseClock(database, MACHINE, () -> nanos[0]);
            Instant before = clock.instant();

            nanos[0] = 0;

            assertThat(clock.instant()).isEqualTo(before);
            assertThat(clock.wall().instant()).isBefore(before.minusSeconds(3000));
        }
    }

    @Test
    void onSqliteTimeGoesOnAfterARestartWithTheClockSetBack() {
        Instant before;
        try (Database database = TestDatabase.SQLITE.open(folder, Map.of())) {
            DatabaseClock clock = new DatabaseClock(database, MACHINE);
            clock.note();
            before = clock.instant();
        }
        try (Database database = TestDatabase.SQLITE.open(folder, Map.of());
                LogLines lines = LogLines.of(DatabaseClock.class)) {
            DatabaseClock clock = new DatabaseClock(database, Clock.offset(MACHINE, Duration.ofHours(-1)));

            assertThat(clock.instant()).isBetween(before.minusMillis(100), before.plusSeconds(30));
            assertThat(clock.wall().instant()).as("others don't wait").isBefore(before.minusSeconds(3000));
            assertThat(lines.all()).singleElement().asString().contains("behind the time of the last run");
        }
    }

    @Test
    void inAnotherZoneItIsTheSameTime() {
        ZoneId tokyo = ZoneId.of("Asia/Tokyo");
        long[] machine = {1_000_000};
        InstantSource own = () -> Instant.ofEpochMilli(machine[0]);
        try (Database database = TestDatabase.SQLITE.open(folder, Map.of())) {
            DatabaseClock clock = new DatabaseClock(database, own.withZone(ZoneOffset.UTC));
            machine[0] -= 10_000;

            assertThat(clock.withZone(tokyo).millis()).isEqualTo(1_000_000);
            assertThat(clock.withZone(tokyo).getZone()).isEqualTo(tokyo);
        }
    }

    @Test
    void aSecondProgramOnTheSameFileIsTold() {
        try (Database database = TestDatabase.SQLITE.open(folder, Map.of());
                LogLines lines = LogLines.of(DatabaseClock.class)) {
            DatabaseClock here = new DatabaseClock(database, MACHINE);
            here.note();
            here.note();
            assertThat(lines.all()).isEmpty();

            new DatabaseClock(database, MACHINE).note();
            here.note();

            assertThat(lines.all()).singleElement().asString().contains("another program", "mediahook.lock");
        }
    }

    @Test
    void aTimeThatWasFarTooHighIsNotBelieved() {
        try (Database database = TestDatabase.SQLITE.open(folder, Map.of())) {
            new DatabaseClock(database, Clock.offset(MACHINE, Duration.ofDays(400))).note();

            DatabaseClock clock = new DatabaseClock(database, MACHINE);

            assertThat(Duration.between(MACHINE.instant(), clock.instant()).abs())
                    .isLessThan(Duration.ofSeconds(5));
        }
    }
}
