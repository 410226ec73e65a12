package dev.mediahook.overview;

import dev.mediahook.database.Database;
import dev.mediahook.database.StoreUnavailable;
import dev.mediahook.work.Schedule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Lets the nodes exchange their counts from time to time and in few rows; no delivery waits for this. */
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
            // The database logs its own line about this, and what was not shared is shared the next time.
            return;
        }
    }
}
