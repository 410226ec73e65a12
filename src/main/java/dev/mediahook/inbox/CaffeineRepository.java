package dev.mediahook.inbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Remembers keys in memory only: for a team that hands its events over to a broker of its own in the next step. Camel's
 * own Caffeine repository looks before it adds, so that two threads can claim one key, and never forgets one.
 */
public final class CaffeineRepository extends ServiceSupport implements IdempotentRepository {

    private static final int MOST_KEYS = 1_000_000;

    private final Cache<String, Boolean> keys;

    /**
     * @param retention how long a key is remembered
     */
    public CaffeineRepository(Duration retention, Ticker ticker) {
        this.keys = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterWrite(retention)
                .ticker(ticker)
                .build();
    }

    @Override
    public boolean add(String key) {
        return keys.asMap().putIfAbsent(key, Boolean.TRUE) == null;
    }

    @Override
    public boolean contains(String key) {
        return keys.getIfPresent(key) != null;
    }

    @Override
    public boolean remove(String key) {
        return keys.asMap().remove(key) != null;
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {
        keys.invalidateAll();
    }
}
