package dev.mediahook.overview;

import dev.mediahook.database.Database;
import dev.mediahook.database.StoreUnavailable;
import dev.mediahook.work.Schedule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Has the nodes tell each other what they count, now and then and in few rows: no delivery waits for it. */
public final class Sharing {

    private static final Duration EVERY = Duration.ofSeconds(2);

    private final List<Runnable> parts;

    private Sharing(List<Runnable> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * @param traffic the counts by the minute
     * @param heard when senders were last heard
     */
    public static Sharing of(
            Database database, Traffic traffic, LastHeard heard, SharedRefusals refusals, InstantSource clock) {
        return new Sharing(List.of(
                new SharedMinutes(database, traffic, clock)::share, () -> heard.share(database), refusals::share));
    }

    public void start(Schedule schedule) {
        schedule.every("sharing", Duration.ZERO, EVERY, this::share);
    }

    void share() {
        try {
            parts.forEach(Runnable::run);
        } catch (StoreUnavailable away) {
            // The database's own line says so, and what was not told is told the next time.
            return;
        }
    }
}
