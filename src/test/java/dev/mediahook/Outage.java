package dev.mediahook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mediahook.config.Settings;
import dev.mediahook.database.Database;
import dev.mediahook.delivery.EventIds;
import dev.mediahook.delivery.Proof;
import dev.mediahook.delivery.RawBody;
import dev.mediahook.delivery.Via;
import dev.mediahook.event.Event;
import dev.mediahook.event.Meaning;
import dev.mediahook.inbox.Inbox;
import dev.mediahook.inbox.Inboxes;
import dev.mediahook.work.TestThreads;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Events that reached the disk while no program ran, and the whole program, which then processes them. */
final class Outage {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int FLAKY_EVERY = 10;

    private final Path data;
    private final LimitedHost host;
    private final int living;
    private final long spreadMillis;

    /**
     * @param living how many events have media that can still be fetched; as many more have expired
     * @param spreadMillis the time over which the deadlines of the living are spread
     */
    Outage(Path data, LimitedHost host, int living, long spreadMillis) {
        this.data = data;
        this.host = host;
        this.living = living;
        this.spreadMillis = spreadMillis;
    }

    /**
     * Puts the events into the inbox in random order.
     *
     * @param firstMillis the time from the program's start to the first deadline
     */
    void keep(long firstMillis) {
        Clock clock = Clock.systemUTC();
        EventIds ids = new EventIds(clock, 1);
        long start = clock.millis() + living;
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < living; i++) {
            long deadline = start + firstMillis + spreadMillis * i / living;
            events.add(event(ids, "living-" + i, deadline, i % FLAKY_EVERY == 0));
        }
        for (int i = 0; i < living; i++) {
            events.add(event(ids, "expired-" + i, start - 1000L * i - living - 1000, false));
        }
        Collections.shuffle(events, new Random(9));
        Map<String, String> settings = Map.of("mediahook.data-dir", data.toString());
        try (Database database = Database.open(
                Settings.read(name -> Optional.ofNullable(settings.get(name)), Set.of()), TestThreads.loops())) {
            Inbox inbox = Inboxes.of(database, clock);
            events.parallelStream().forEach(inbox::keep);
        }
    }

    /** Runs the program until the host has served every living medium, or has answered 403 for one. */
    void endsAndEveryLivingMediumIsStored() {
        Map<String, String> properties = Map.of(
                "mediahook.retry.first-delay", "1s",
                "mediahook.retry.give-up-after", "2h",
                "camel.main.shutdownTimeout", "1");
        try (TestGateway gateway = TestGateway.start(data, properties)) {
            await().atMost(Duration.ofSeconds(20L + living / 25))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> stored() == living || lost() > 0);
            assertThat(lost()).as("living media that answered 403").isZero();
            assertThat(gateway.health()).isEqualTo(200);
        }
    }

    /** How many expired media were requested before the last living medium was requested for the first time. */
    long expiredAskedForBeforeEachLivingOneWas() {
        List<String> answers = host.answers();
        int last = 0;
        for (int i = 0; i < answers.size(); i++) {
            boolean retried = answers.get(i).endsWith("-flaky 200");
            last = answers.get(i).startsWith("living") && !retried ? i : last;
        }
        return answers.stream()
                .limit(last)
                .filter(answer -> answer.startsWith("expired"))
                .count();
    }

    private long stored() {
        return host.answers().stream()
                .filter(answer -> answer.startsWith("living") && answer.endsWith(" 200"))
                .count();
    }

    private long lost() {
        return host.answers().stream()
                .filter(answer -> answer.startsWith("living") && answer.endsWith(" 403"))
                .count();
    }

    private Event event(EventIds ids, String name, long deadline, boolean flaky) {
        Instant end = Instant.ofEpochMilli(deadline);
        String body = "{\"id\":\"" + name + "\",\"status\":\"Ready\",\"result\":{\"sample\":\""
                + host.url(name, deadline, flaky) + "\"}}";
        return new Event(
                ids.next(),
                "bfl",
                name + ":completed",
                name,
                "Ready",
                Meaning.COMPLETED,
                List.of(),
                null,
                null,
                Via.WEBHOOK,
                Proof.SIGNED,
                end.minus(LIFE),
                end,
                RawBody.of(body.getBytes(StandardCharsets.UTF_8)));
    }
}
