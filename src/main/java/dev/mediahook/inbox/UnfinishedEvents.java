package dev.mediahook.inbox;

import dev.mediahook.database.Database;
import dev.mediahook.database.Listing;
import dev.mediahook.retry.RetryPolicy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Frees the events that an earlier run left unfinished, if only one program at a time uses the database. */
public final class UnfinishedEvents {

    private final Database database;
    private final InstantSource clock;

    public UnfinishedEvents(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Makes those events ready, and also events that wait longer than any pause lasts: a wrong clock has set their
     * time. Returns how many there were.
     */
    public int release() {
        List<Long> ids = new ArrayList<>();
        for (String sender : database.read(handle -> Listing.senders(handle, "mediahook_event"))) {
            ids.addAll(underWay(sender));
        }
        ids.addAll(waitingForEver());
        return database.writer().inSteps(ids, (handle, some) -> handle.createUpdate(
                        "UPDATE mediahook_event SET state = 'accepted', lease = NULL WHERE id IN (<ids>)")
                .bindList("ids", some)
                .execute());
    }

    private List<Long> underWay(String sender) {
        return database.read(handle -> handle.createQuery(
                        "SELECT id FROM mediahook_event WHERE sender = :sender AND state = 'processing'")
                .bind("sender", sender)
                .mapTo(Long.class)
                .list());
    }

    private List<Long> waitingForEver() {
        return database.read(handle -> handle.createQuery(
                        "SELECT id FROM mediahook_event WHERE state IN ('waiting', 'processing') AND due > :never")
                .bind("never", clock.instant().plus(RetryPolicy.LONGEST_WAIT).toEpochMilli())
                .mapTo(Long.class)
                .list());
    }
}
