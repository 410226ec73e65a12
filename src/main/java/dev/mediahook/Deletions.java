package dev.mediahook;

import dev.mediahook.config.Settings;
import dev.mediahook.database.Database;
import dev.mediahook.database.Duties;
import dev.mediahook.database.FreeSpace;
import dev.mediahook.drift.Drift;
import dev.mediahook.inbox.Inbox;
import dev.mediahook.inbox.Payloads;
import dev.mediahook.inbox.Retention;
import dev.mediahook.media.OldJobs;
import dev.mediahook.notify.Outbox;
import dev.mediahook.submit.Submissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;

/** Lists what is deleted once it is old enough. */
final class Deletions {

    private Deletions() {}

    /** The order matters: an event outlives its payload, a job its events, a notification its event. */
    static Retention of(
            Settings settings,
            Database database,
            InstantSource clock,
            Inbox inbox,
            Submissions submissions,
            Duties duties) {
        Payloads payloads = new Payloads(database, clock);
        FreeSpace space = new FreeSpace(database);
        Duration retention = settings.retention();
        // A job that still has events is not deleted, so looking for younger jobs would only take time.
        Duration jobs = Collections.max(List.of(retention, settings.jobRetention()));
        // A payload stored apart from its event is not deleted with the event.
        Duration bodies = Collections.min(List.of(retention, settings.payloadRetention()));
        return new Retention(
                duties,
                List.of(
                        new Retention.Deletion("payloads", bodies, payloads::deleteOlderThan),
                        Retention.Deletion.of("events", retention, inbox::deleteOlderThan),
                        Retention.Deletion.of(
                                "notifications",
                                retention,
                                age -> Outbox.deleteOlderThan(
                                        database, clock.instant().minus(age))),
                        Retention.Deletion.of(
                                "jobs",
                                jobs,
                                age -> OldJobs.deleteOlderThan(
                                        database, clock.instant().minus(age))),
                        Retention.Deletion.of(
                                "costs",
                                jobs,
                                age -> Drift.deleteCostsOlderThan(
                                        database, clock.instant().minus(age))),
                        Retention.Deletion.of("submissions", retention, submissions::deleteOlderThan)),
                space::giveBack);
    }
}
