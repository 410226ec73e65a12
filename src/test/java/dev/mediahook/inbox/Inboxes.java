package dev.mediahook.inbox;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.mediahook.database.Database;
import java.time.Duration;
import java.time.InstantSource;

/** Inboxes for tests of what fills them, with the retention of a program whose settings are not changed. */
public final class Inboxes {

    private static final Duration RETENTION = Duration.ofDays(30);

    private Inboxes() {}

    public static Inbox of(Database database, InstantSource clock) {
        return new Inbox(
                database,
                clock,
                Duration.ofHours(2),
                RETENTION,
                new DoneEvents(RETENTION, Ticker.systemTicker()),
                event -> {});
    }
}
