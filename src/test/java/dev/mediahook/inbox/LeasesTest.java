package dev.mediahook.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.TestDatabase;
import dev.mediahook.event.Outcome;
import dev.mediahook.event.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A lease says who works on an event, and until when; on either database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LeasesTest {

    @Parameter
    TestDatabase kind;

    @TempDir
    Path folder;

    TestInbox inbox;

    @BeforeEach
    void open() {
        inbox = new TestInbox(kind, folder);
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void givesOutTheEarliestDeadlineFirst() {
        inbox.inbox.keep(inbox.event("bfl", "usual"));
        inbox.inbox.keep(inbox.event("bfl", "in-ten", Duration.ofMinutes(10)));
        inbox.inbox.keep(inbox.event("bfl", "in-five", Duration.ofMinutes(5)));

        assertThat(TestInbox.keys(inbox.claim("bfl", 2))).containsExactlyInAnyOrder("in-five", "in-ten");
        assertThat(TestInbox.keys(inbox.claim("bfl", 2))).containsExactly("usual");
    }

    @Test
    void givesThoseOutLastThatHaveNothingToLoseAnyMore() {
        inbox.inbox.keep(inbox.event("bfl", "dead", Duration.ofSeconds(1)));
        inbox.inbox.keep(inbox.event("bfl", "hopeless", Duration.ofSeconds(6)));
        inbox.inbox.keep(inbox.event("bfl", "living", Duration.ofSeconds(20)));
        inbox.clock.pass(Duration.ofSeconds(2));
        assertThat(TestInbox.keys(
                        inbox.leases.claim("bfl", 1, Duration.ofSeconds(5)).join()))
                .containsExactly("living");
        assertThat(TestInbox.keys(
                        inbox.leases.claim("bfl", 1, Duration.ofSeconds(5)).join()))
                .containsExactly("hopeless");
        assertThat(TestInbox.keys(inbox.claim("bfl", 1))).containsExactly("dead");
    }

    @Test
    void givesASenderItsOwnEventsAlone() {
        inbox.keep("bfl", "a", "b");
        inbox.keep("krea", "c");

        assertThat(TestInbox.keys(inbox.claim("krea", 10))).containsExactly("c");
        assertThat(TestInbox.keys(inbox.claim("bfl", 10))).containsExactlyInAnyOrder("a", "b");
        assertThat(inbox.claim("bluma", 10)).isEmpty();
    }

    @Test
    void givesEachEventToOneNodeOnly() {
        for (int i = 0; i < 100; i++) {
            inbox.keep("bfl", "event-" + i);
        }
        Leases other = inbox.otherNode();
        List<CompletableFuture<List<Leased>>> claims = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            claims.add(inbox.leases.claim("bfl", 7, Duration.ZERO));
            claims.add(other.claim("bfl", 7, Duration.ZERO));
        }
        List<String> given = claims.stream()
                .flatMap(claim -> TestInbox.keys(claim.join()).stream())
                .toList();

        assertThat(given).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void countsTheTriesAndRemembersWhatTheLastOneFailedOf() {
        inbox.keep("bfl", "a");
        Leased first = inbox.claimOne("bfl");
        assertThat(first.attempts()).isEqualTo(1);
        inbox.finish(first, new Outcome.Again(inbox.clock.instant().plusSeconds(5), Reason.FETCH_FAILED));

        assertThat(inbox.claim("bfl", 1)).as("the event is not due yet").isEmpty();
        assertThat(inbox.leases.nextDue()).contains(inbox.clock.instant().plusSeconds(5));
        assertThat(inbox.event(first).state()).isEqualTo(EventState.ACCEPTED);
        inbox.clock.pass(Duration.ofSeconds(5));
        assertThat(inbox.leases.wake()).isEqualTo(1);

        Leased second = inbox.claimOne("bfl");
        assertThat(second.attempts()).isEqualTo(2);
        assertThat(inbox.event(second).reason()).isEqualTo("fetch_failed");
        assertThat(second.since()).isEqualTo(first.since());
    }

    @Test
    void takesAnEventBackWhenItsLeaseRunsOut() {
        inbox.keep("bfl", "a");
        Leased lost = inbox.claimOne("bfl");
        inbox.clock.pass(TestInbox.LEASE.minusMillis(1));
        assertThat(inbox.leases.wake()).isZero();
        inbox.clock.pass(Duration.ofMillis(1));
        assertThat(inbox.leases.wake()).isEqualTo(1);
        Leased taken = inbox.otherNode().claim("bfl", 1, Duration.ZERO).join().get(0);

        assertThat(inbox.finish(lost, new Outcome.Dead(Reason.FETCH_FAILED)))
                .as("another node holds the lease")
                .isFalse();
        assertThat(inbox.event(taken).state()).isEqualTo(EventState.PROCESSING);
        assertThat(inbox.finish(taken, new Outcome.Done(null))).isTrue();
        assertThat(inbox.finish(taken, new Outcome.Done(null)))
                .as("an event ends once")
                .isFalse();
        assertThat(inbox.event(taken).state()).isEqualTo(EventState.DONE);
    }

    @Test
    void aWordInTimeKeepsALease() {
        inbox.keep("bfl", "a");
        Leased leased = inbox.claimOne("bfl");
        inbox.clock.pass(TestInbox.LEASE.dividedBy(3));
        inbox.leases.extend(List.of(leased));
        inbox.clock.pass(TestInbox.LEASE.minusMillis(1));

        assertThat(inbox.leases.wake()).isZero();
        assertThat(inbox.finish(leased, new Outcome.Done(null))).isTrue();
    }

    @Test
    void whatIsGivenBackCountsAsNeverTaken() {
        inbox.keep("bfl", "a");
        Leased leased = inbox.claimOne("bfl");
        inbox.leases.giveBack(List.of(leased));

        assertThat(inbox.event(leased).attempts()).isZero();
        assertThat(inbox.event(leased).state()).isEqualTo(EventState.ACCEPTED);
        assertThat(inbox.finish(leased, new Outcome.Done(null))).isFalse();
        assertThat(inbox.claimOne("bfl").attempts()).isEqualTo(1);
    }

    @Test
    void replaysOneEventAsIfItHadJustCome() {
        inbox.keep("bfl", "a");
        Leased leased = inbox.claimOne("bfl");
        inbox.finish(leased, new Outcome.Dead(Reason.URL_EXPIRED));
        assertThat(inbox.event(leased).reason()).isEqualTo("url_expired");
        inbox.clock.pass(Duration.ofDays(1));

        assertThat(inbox.replay.one(leased.delivery().id())).isTrue();
        Leased again = inbox.claimOne("bfl");
        assertThat(again.attempts()).isEqualTo(1);
        assertThat(again.since()).isEqualTo(inbox.clock.instant());
        assertThat(inbox.event(again).reason()).isNull();
        assertThat(inbox.replay.one(leased.delivery().id()))
                .as("the event is known, and left to the node that works on it")
                .isTrue();
        assertThat(inbox.event(again).state()).isEqualTo(EventState.PROCESSING);
    }

    @Test
    void replaysAllDeadEventsOfASender() {
        inbox.keep("bfl", "a", "b");
        inbox.keep("krea", "c");
        inbox.claim("bfl", 2).forEach(leased -> inbox.finish(leased, new Outcome.Dead(Reason.NOT_MEDIA)));
        inbox.finish(inbox.claimOne("krea"), new Outcome.Dead(Reason.NOT_MEDIA));

        assertThat(TestInbox.replayed(inbox.replay, EventState.DEAD, "bfl")).isEqualTo(2);
        assertThat(inbox.claim("krea", 10)).isEmpty();
        assertThat(TestInbox.replayed(inbox.replay, EventState.DEAD, null)).isEqualTo(1);
        assertThat(TestInbox.replayed(inbox.replay, EventState.DONE, null)).isZero();
    }
}
