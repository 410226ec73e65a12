package dev.mediahook.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.SettableClock;
import dev.mediahook.database.Database;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.receive.Refusal;
import dev.mediahook.receive.RefusalCause;
import dev.mediahook.receive.Refusals;
import dev.mediahook.work.Schedule;
import dev.mediahook.work.TestThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Other nodes show what one node counts, and the node itself shows it after a restart. */
class SharingTest {

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private final Schedule timer = TestThreads.schedule();

    @AfterEach
    void close() {
        timer.close();
    }

    /** One of several programs over a database. */
    private final class Node {
        final Traffic traffic = new Traffic(clock);
        final LastHeard heard = new LastHeard();
        final Refusals own = new Refusals(refusal -> heard.refused(refusal.sender(), refusal.at()), timer, clock);
        final SharedRefusals refusals;
        private final Sharing sharing;

        Node(Database database, int number) {
            refusals = new SharedRefusals(database, own, new EventIds(clock, number));
            sharing = Sharing.of(database, traffic, heard, refusals, clock);
        }

        void share() {
            sharing.share();
        }

        int accepted() {
            return Arrays.stream(traffic.of(Flow.ACCEPTED, 60, 1)).sum();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachNodeShowsWhatAllCounted(TestDatabase kind) {
        try (Database database = kind.open(folder, Map.of())) {
            Node one = new Node(database, 1);
            Node other = new Node(database, 1000);
            one.traffic.count(Flow.ACCEPTED);
            other.traffic.count(Flow.ACCEPTED);
            other.traffic.count(Flow.REFUSED);
            assertThat(one.accepted()).isEqualTo(1);
            one.share();
            one.traffic.count(Flow.ACCEPTED);
            other.share();
            one.share();
            other.share();

            assertThat(one.accepted()).isEqualTo(3);
            assertThat(other.accepted()).isEqualTo(3);
            assertThat(Arrays.stream(one.traffic.of(Flow.REFUSED, 144, 10)).sum())
                    .isEqualTo(1);

            clock.pass(Duration.ofHours(3));
            Node again = new Node(database, 2000);
            again.share();
            assertThat(Arrays.stream(again.traffic.of(Flow.ACCEPTED, 144, 10)).sum())
                    .isEqualTo(3);
            again.share();
            assertThat(again.accepted()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSenderWasHeardByWhicheverNode(TestDatabase kind) {
        try (Database database = kind.open(folder, Map.of())) {
            Node one = new Node(database, 1);
            Node other = new Node(database, 1000);
            Instant early = clock.instant();
            one.heard.kept("acme", early);
            one.heard.refused("acme", early);
            clock.pass(Duration.ofMinutes(1));
            other.heard.refused("acme", clock.instant());
            other.share();
            one.share();
            other.share();

            for (Node node : List.of(one, other)) {
                assertThat(node.heard.kept("acme")).contains(early);
                assertThat(node.heard.refused("acme")).contains(clock.instant());
                assertThat(node.heard.kept("other")).isEmpty();
            }
        }
    }

    @Test
    void nodesShowTheRefusalsOfAllTheNewestFirst() {
        try (Database database = TestDatabase.POSTGRESQL.open(folder, Map.of())) {
            Node one = new Node(database, 1);
            Node other = new Node(database, 1000);
            one.own.add(refusal("first"));
            clock.pass(Duration.ofSeconds(1));
            other.own.add(refusal("second"));
            one.share();
            other.share();
            clock.pass(Duration.ofSeconds(1));
            one.own.add(refusal("third"));

            assertThat(one.refusals.recent()).extracting(Refusal::sha256).containsExactly("third", "second", "first");
            assertThat(other.refusals.recent()).extracting(Refusal::sha256).containsExactly("second", "first");
        }
    }

    @Test
    void aFloodOfRefusalsLeavesFewRows() {
        try (Database database = TestDatabase.POSTGRESQL.open(folder, Map.of())) {
            Node one = new Node(database, 1);
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 1_000; i++) {
                    clock.pass(Duration.ofMillis(1));
                    one.own.add(refusal(round + "-" + i));
                }
                one.share();
            }
            assertThat(rows(database)).isEqualTo(Refusals.KEPT);
            assertThat(one.refusals.recent().get(0).sha256()).isEqualTo("2-999");
        }
    }

    @Test
    void aProgramAloneWritesNone() {
        try (Database database = TestDatabase.SQLITE.open(folder, Map.of())) {
            Node one = new Node(database, 1);
            one.own.add(refusal("only"));
            one.share();

            assertThat(rows(database)).isZero();
            assertThat(one.refusals.recent()).hasSize(1);
        }
    }

    @Test
    void whatCouldNotBeToldIsToldLater() {
        Traffic traffic = new Traffic(clock);
        traffic.count(Flow.DEAD);
        List<Minute> told = traffic.unwritten();
        traffic.count(Flow.DEAD);

        assertThat(traffic.unwritten()).singleElement().satisfies(minute -> assertThat(minute.of(Flow.DEAD))
                .isEqualTo(2));
        traffic.shared(told, told);
        assertThat(traffic.unwritten()).singleElement().satisfies(minute -> assertThat(minute.of(Flow.DEAD))
                .isEqualTo(1));
        assertThat(Arrays.stream(traffic.of(Flow.DEAD, 60, 1)).sum()).isEqualTo(2);
    }

    private Refusal refusal(String sha256) {
        return new Refusal(clock.instant(), "acme", RefusalCause.SIGNATURE_WRONG, 2, sha256, null);
    }

    private static int rows(Database database) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM mediahook_refusal")
                .mapTo(Integer.class)
                .one());
    }
}
