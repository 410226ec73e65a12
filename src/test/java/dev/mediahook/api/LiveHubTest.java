package dev.mediahook.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mediahook.view.TestJson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** However much happens at once, a watcher sees all of it or hears that something is missing. */
class LiveHubTest {

    private final AtomicLong nanos = new AtomicLong();
    private final LiveHub hub = new LiveHub("run", nanos::get, TestJson.TEXT);

    @Test
    void showsAllThatItCanHold() {
        long seen = hub.last();
        publish(LiveHub.MOST);
        assertThat(hub.after(seen, LiveHub.MOST).orElseThrow()).hasSize(LiveHub.MOST);
    }

    @Test
    void saysSoIfMoreHappensBetweenTwoLooksThanItCanHold() {
        publish(0);
        long early = hub.last();
        publish(2);
        long seen = hub.last();
        publish(LiveHub.MOST + 1);

        assertThat(hub.after(early, 10)).as("something is missing").isEmpty();
        assertThat(hub.after(seen, 10)).as("something is missing").isEmpty();
        assertThat(hub.after(hub.last(), 10)).as("nothing is missing from here").contains(List.of());
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            hub.publish("event", Map.of("number", i));
        }
        nanos.addAndGet(LiveHub.TICK.toNanos());
        hub.tick();
    }
}
