package dev.mediahook.inbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.caffeine.processor.idempotent.CaffeineIdempotentRepository;

/**
 * Remembers keys in memory only, for teams whose next step hands events to their own broker. Camel's repository checks
 * before it adds, so that two threads can claim one key, and it never forgets a key. This repository adds in one step
 * and forgets the oldest keys.
 */
public final class CaffeineRepository extends CaffeineIdempotentRepository {

    private static final int MOST_KEYS = 1_000_000;

    private final Duration retention;
    private final Ticker ticker;
    private final int most;
    private final Queue<Claim> claims = new ConcurrentLinkedQueue<>();

    /** The number of claims, since counting a {@link ConcurrentLinkedQueue} means walking through it. */
    private final AtomicInteger count = new AtomicInteger();

    /** A key, and when it was added; no two are the same. */
    private static final class Claim {

        private final String key;
        private final long nanos;

        Claim(String key, long nanos) {
            this.key = key;
            this.nanos = nanos;
        }
    }

    /**
     * @param retention how long a key is remembered
     */
    public CaffeineRepository(Duration retention, Ticker ticker) {
        this(retention, ticker, MOST_KEYS);
    }

    CaffeineRepository(Duration retention, Ticker ticker, int most) {
        this.retention = retention;
        this.ticker = ticker;
        this.most = most;
    }

    @Override
    public boolean add(String key) {
        forget();
        Claim claim = new Claim(key, ticker.read());
        if (keys().putIfAbsent(key, claim) != null) {
            return false;
        }
        claims.add(claim);
        count.incrementAndGet();
        return true;
    }

    @Override
    public boolean contains(String key) {
        forget();
        return super.contains(key);
    }

    @Override
    public void clear() {
        super.clear();
        claims.clear();
        count.set(0);
    }

    /** Forgets expired keys, and the oldest if there are too many. */
    private void forget() {
        long now = ticker.read();
        for (Claim oldest = claims.peek();
                oldest != null && (count.get() > most || now - oldest.nanos >= retention.toNanos());
                oldest = claims.peek()) {
            // Another thread may have forgotten it, and the key may have been added again since.
            if (claims.remove(oldest)) {
                count.decrementAndGet();
                keys().remove(oldest.key, oldest);
            }
        }
    }

    /** Camel's cache, which asks nothing of its values. */
    @SuppressWarnings("unchecked")
    private ConcurrentMap<String, Claim> keys() {
        Cache<String, Claim> cache = getCache();
        return cache.asMap();
    }
}
