package dev.mediahook;

import dev.mediahook.database.Database;
import dev.mediahook.inbox.Inbox;
import dev.mediahook.inbox.Retention;
import dev.mediahook.media.OldJobs;
import dev.mediahook.notify.Outbox;
import dev.mediahook.submit.Submissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Names what is deleted once it is old enough. */
final class Deletions {

    private Deletions() {}

    /** In this order: a job outlives its events, a notification its event. */
    static Retention of(
            Duration retention, Database database, InstantSource clock, Inbox inbox, Submissions submissions) {
        return new Retention(
                retention,
                List.of(
                        new Retention.Deletion("events", inbox::deleteOlderThan),
                        new Retention.Deletion(
                                "notifications",
                                age -> Outbox.deleteOlderThan(
                                        database, clock.instant().minus(age))),
                        new Retention.Deletion(
                                "jobs",
                                age -> OldJobs.deleteOlderThan(
                                        database, clock.instant().minus(age))),
                        new Retention.Deletion("submissions", submissions::deleteOlderThan)));
    }
}
