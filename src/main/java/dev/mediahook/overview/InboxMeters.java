package dev.mediahook.overview;

import dev.mediahook.database.Database;
import dev.mediahook.database.Listing;
import dev.mediahook.overview.OverviewView.InboxView;
import dev.mediahook.work.Schedule;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Gauges of unfinished work: events in the inbox, and notifications that targets have yet to take. */
public final class InboxMeters {

    private static final Duration EVERY = Duration.ofSeconds(10);

    private static final Listing NOTIFICATIONS =
            new Listing("mediahook_notification", "created_at", "state", List.of("pending"), "seq");

    private final Database database;
    private final InboxLook look;
    private final InstantSource clock;
    private final AtomicLong accepted;
    private final AtomicLong waiting;
    private final AtomicLong processing;
    private final AtomicLong dead;
    private final AtomicLong oldest;
    private final AtomicLong untold;
    private final AtomicLong oldestUntold;

    public InboxMeters(MeterRegistry registry, Database database, InboxLook look, InstantSource clock) {
        this.database = database;
        this.look = look;
        this.clock = clock;
        this.accepted = ofState(registry, "accepted");
        this.waiting = ofState(registry, "waiting");
        this.processing = ofState(registry, "processing");
        this.dead = ofState(registry, "dead");
        this.oldest =
                age(registry, "mediahook.inbox.oldest.age", "Age of the oldest event that is neither done nor dead");
        this.untold = new AtomicLong();
        Gauge.builder("mediahook.notifications.waiting", untold, AtomicLong::doubleValue)
                .description("Notifications that a target has yet to take")
                .register(registry);
        this.oldestUntold = age(
                registry,
                "mediahook.notifications.oldest.age",
                "Age of the oldest notification that a target has yet to take");
    }

    private static AtomicLong ofState(MeterRegistry registry, String state) {
        AtomicLong value = new AtomicLong();
        Gauge.builder("mediahook.inbox.events", value, AtomicLong::doubleValue)
                .description("Events that are not done, by state, counted to 100000; dead ones can be replayed")
                .tag("state", state)
                .register(registry);
        return value;
    }

    private static AtomicLong age(MeterRegistry registry, String name, String description) {
        AtomicLong value = new AtomicLong();
        Gauge.builder(name, value, AtomicLong::doubleValue)
                .description(description)
                .baseUnit("seconds")
                .register(registry);
        return value;
    }

    public void start(Schedule schedule) {
        schedule.every("inbox-meters", EVERY, EVERY, this::look);
    }

    void look() {
        InboxView inbox = look.inbox(clock.instant());
        accepted.set(inbox.accepted());
        waiting.set(inbox.waiting());
        processing.set(inbox.processing());
        dead.set(inbox.dead());
        oldest.set(inbox.oldestSeconds());
        long now = clock.millis();
        oldestUntold.set(database.read(handle -> {
            untold.set(NOTIFICATIONS.count(handle, "pending", InboxLook.MOST_COUNTED));
            return NOTIFICATIONS
                    .oldest(handle, "pending")
                    .map(created -> Math.max(0, (now - created) / 1_000))
                    .orElse(0L);
        }));
    }
}
