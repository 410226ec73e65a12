package dev.mediahook.verify;

import dev.mediahook.log.EventLog;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The public keys that a sender publishes. They are fetched with the first delivery, again when they are old, and
 * again, though not often, if no key fits a signature. If a fetch fails, the last good keys stay valid.
 */
final class KeyCache<K> {

    private static final Logger LOG = EventLog.of(KeyCache.class);

    /** Senders advise at most 24 hours. */
    private static final Duration LIFE = Duration.ofHours(12);

    /** Any stranger's delivery can cause a fetch. */
    private static final Duration PAUSE = Duration.ofMinutes(1);
    /** Without keys every delivery is put off, so this pause is shorter than a sender's pause between two tries. */
    private static final Duration PAUSE_WITHOUT_KEYS = Duration.ofSeconds(5);

    /** All senders share the receiving threads, so a key host that does not answer may block only a few of them. */
    private static final int MOST_WAITING = 4;

    private final URI address;
    private final KeySource source;
    private final Reading<K> reading;
    private final Throttle refetches = new Throttle(PAUSE);
    private final Throttle firstFetches = new Throttle(PAUSE_WITHOUT_KEYS);
    private final ReentrantLock fetching = new ReentrantLock();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private volatile @Nullable Known<K> known;

    /** Reads the keys out of a document. */
    @FunctionalInterface
    interface Reading<K> {

        /**
         * The keys of the document, at least one.
         *
         * @throws IOException if the document can't be read, or holds no key
         */
        List<K> keys(byte[] document) throws IOException;
    }

    private record Known<K>(List<K> keys, Instant at) {}

    KeyCache(URI address, KeySource source, Reading<K> reading) {
        this.address = address;
        this.source = source;
        this.reading = reading;
    }

    /** The keys; none if they were never fetched, or if enough threads are waiting for them already. */
    List<K> keys(Instant now) {
        Known<K> have = known;
        if (have != null && now.isBefore(have.at().plus(LIFE))) {
            return have.keys();
        }
        return have == null ? first(now) : newer(now);
    }

    /** The keys after another fetch, if one is allowed now. */
    List<K> newer(Instant now) {
        Known<K> have = known;
        // If another thread is fetching, this one goes on with the keys that are known.
        if (have != null && fetching.tryLock()) {
            try {
                if (refetches.allows(now)) {
                    fetch(now);
                }
            } finally {
                fetching.unlock();
            }
        }
        return known();
    }

    private List<K> first(Instant now) {
        if (!waiting.tryAcquire()) {
            return known();
        }
        fetching.lock();
        try {
            if (known == null && firstFetches.allows(now)) {
                fetch(now);
            }
            return known();
        } finally {
            fetching.unlock();
            waiting.release();
        }
    }

    private List<K> known() {
        Known<K> have = known;
        return have == null ? List.of() : have.keys();
    }

    private void fetch(Instant now) {
        try {
            known = new Known<>(reading.keys(source.fetch(address)), now);
            LOG.info("host={} keys={} public keys fetched", address.getHost(), known().size());
        } catch (IOException failure) {
            LOG.warn(
                    "host={} keys={} public keys could not be fetched; those known stay valid error=\"{}\"",
                    address.getHost(),
                    known().size(),
                    failure.getMessage());
        }
    }
}
