package dev.mediahook.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.database.Duties;
import dev.mediahook.database.TestDatabase;
import dev.mediahook.event.Event;
import dev.mediahook.event.JobStatus;
import dev.mediahook.submit.Refusals;
import dev.mediahook.submit.SenderApiException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Specifies when the poller asks senders about jobs, on either database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PollerTest {

    private static final Map<String, String> PROPERTIES = Map.of(
            "mediahook.slow.api-key", "k",
            "mediahook.slow.poll-for", "2h",
            "mediahook.other.api-key", "k",
            "mediahook.other.poll-for", "2m",
            "mediahook.keyless.poll-for", "2m");

    private static final int MANY = 100;

    @Parameter
    TestDatabase kind;

    @TempDir
    Path data;

    private TestPoller poller;

    @BeforeEach
    void open() {
        poller = new TestPoller(kind, data, PROPERTIES);
    }

    @AfterEach
    void close() {
        poller.close();
    }

    @Test
    void asksOtherSendersWhileOneHangs() {
        CompletableFuture<Event> never = new CompletableFuture<>();
        for (int i = 0; i < 40; i++) {
            poller.watch("slow", "s-" + i);
        }
        poller.watch("other", "o-1");
        poller.poll(query -> query.sender().equals("slow") ? never.join() : TestPoller.knowsNoJob(query));

        Awaitility.await().until(() -> poller.asked.contains("other o-1"));
        assertThat(poller.asked.stream().filter(one -> one.startsWith("slow"))).hasSizeLessThan(20);
        never.cancel(true);
    }

    @Test
    void asksASenderOutOfReachAFewTimesAndNotForEachJob() {
        for (int i = 0; i < MANY; i++) {
            poller.watch("slow", "s-" + i);
        }
        poller.poll(query -> {
            throw SenderApiException.unreachable();
        });

        Awaitility.await().until(() -> !poller.asked.isEmpty());
        Awaitility.await()
                .during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(5))
                .until(() -> poller.asked.size() < MANY / 2);
        int before = poller.asked.size();
        poller.passUntil(() -> poller.asked.size() > before);
    }

    @Test
    void givesAJobUpThatTheSenderDoesNotKnowForLong() {
        poller.watch("slow", "j-1");
        poller.poll(TestPoller::knowsNoJob);
        Awaitility.await().until(() -> !poller.asked.isEmpty());
        assertThat(poller.job("slow", "j-1").status()).isEqualTo(JobStatus.SUBMITTED);

        poller.clock.pass(Duration.ofMinutes(11));

        poller.passUntil(() -> poller.job("slow", "j-1").status() == JobStatus.FAILED);
        assertThat(poller.job("slow", "j-1").error()).hasFieldOrPropertyWithValue("code", "unknown_job");
    }

    @Test
    void givesAJobUpOnceAndForgetsIt() {
        poller.watch("other", "j-1");
        poller.poll(TestPoller::knowsNoJob);

        poller.passUntil(() -> poller.watches.senders().isEmpty());

        assertThat(poller.job("other", "j-1").error()).hasFieldOrPropertyWithValue("code", "timeout");
        assertThat(poller.asked).isNotEmpty();
    }

    /** The database was away for long, or the machine slept: webhooks that came meanwhile are lost. */
    @Test
    void asksAfterAJobWhoseTimeRanOutWhileNobodyCouldAsk() {
        poller.watch("other", "j-1");
        poller.poll(TestPoller::knowsNoJob);
        Awaitility.await().until(() -> !poller.asked.isEmpty());
        poller.asked.clear();

        poller.clock.pass(Duration.ofHours(3));

        poller.passUntil(() -> poller.asked.contains("other j-1"));
    }

    @Test
    void leavesJobsToNodesThatHaveTheKeyUntilTheirTimeIsOver() {
        poller.watch("keyless", "j-1");
        poller.watch("other", "o-1");
        poller.poll(TestPoller::knowsNoJob);
        Awaitility.await().until(() -> poller.asked.contains("other o-1"));
        assertThat(new Duties(poller.database, poller.clock, "two").mine("polling keyless"))
                .isTrue();
        poller.passUntil(() -> poller.job("keyless", "j-1").status() == JobStatus.FAILED);
        assertThat(poller.asked).doesNotContain("keyless j-1");
    }

    @Test
    void aPauseThatASenderAsksForHoldsForEveryNode() {
        poller.watch("slow", "s-1");
        poller.poll(query -> {
            throw Refusals.tooMany(Duration.ofMinutes(5));
        });
        Awaitility.await().until(() -> !poller.asked.isEmpty());
        poller.stop();
        poller.watch("slow", "s-2");

        Awaitility.await().until(() -> poller.watches.due().isEmpty());
        poller.clock.pass(Duration.ofMinutes(5));
        assertThat(poller.watches.due()).containsExactly("slow");
    }
}
