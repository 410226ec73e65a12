package dev.mediahook.store;

import dev.mediahook.work.SharedThreads;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers whether the store accepted the last medium. A store that hangs does not hold up its workers. A folder of links
 * to the fetched files is written to directly: if it hangs, so does what fetches them.
 */
public final class WatchedStore implements MediumStore {

    /** If the next try takes longer than this, little is being stored. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** How long an upload of a small medium may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MediumStore store;
    private final Uploads uploads;
    private final InstantSource clock;
    private volatile @Nullable Instant refusedAt;

    /**
     * @param threads for uploads; a folder of links needs none
     */
    public WatchedStore(MediumStore store, InstantSource clock, SharedThreads threads) {
        this.store = store;
        this.uploads = new Uploads(store, threads, PATIENCE);
        this.clock = clock;
    }

    @Override
    public String store(MediumFile medium) throws IOException {
        boolean stored = false;
        try {
            String location =
                    store instanceof FileStore folder && folder.links ? store.store(medium) : uploads.store(medium);
            stored = true;
            return location;
        } finally {
            refusedAt = stored ? null : clock.instant();
        }
    }

    @Override
    public boolean keepsTheFile() {
        return store.keepsTheFile();
    }

    @Override
    public boolean holds(String name, long size) {
        return store.holds(name, size);
    }

    @Override
    public Optional<InputStream> read(String name, long size, long from, long length) throws IOException {
        return store.read(name, size, from, length);
    }

    /** What is wrong; empty if the last medium was accepted, or the last failure is long ago. */
    public Optional<String> fault() {
        Instant refused = refusedAt;
        return refused == null || refused.plus(REMEMBERED).isBefore(clock.instant())
                ? Optional.empty()
                : Optional.of("took no medium at " + refused);
    }
}
