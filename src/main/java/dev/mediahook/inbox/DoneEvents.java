package dev.mediahook.inbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.mediahook.event.Event;
import java.time.Duration;

/**
 * The events that this program has finished lately, in memory. A sender that repeats one of them is answered without
 * waiting for the database. An event that is missing here may still be done.
 */
public final class DoneEvents {

    private static final int MOST = 20_000;

    /** Senders repeat within seconds or minutes; later repeats are looked up in the database. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Cache<Key, Boolean> done;

    private record Key(String sender, String key) {}

    /**
     * @param retention after which a repeat is a new event
     */
    public DoneEvents(Duration retention, Ticker ticker) {
        done = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(retention.compareTo(REMEMBERED) < 0 ? retention : REMEMBERED)
                .ticker(ticker)
                // To wake another thread for the upkeep costs more than the upkeep.
                .executor(Runnable::run)
                .build();
    }

    void add(Event event) {
        done.put(new Key(event.sender(), event.key()), true);
    }

    boolean has(Event event) {
        return done.getIfPresent(new Key(event.sender(), event.key())) != null;
    }
}
