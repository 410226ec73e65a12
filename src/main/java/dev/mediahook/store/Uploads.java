package dev.mediahook.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mediahook.work.Share;
import dev.mediahook.work.SharedThreads;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Uploads to a store that may hang. A try waits for its upload for a while only; the upload goes on, and the next try of
 * the same medium takes its outcome. So a store that does not answer holds no worker for long, and other media are still
 * fetched before their URLs expire.
 */
final class Uploads {

    /** A large medium may take longer: as long as an upload at this speed takes. */
    private static final long BYTES_A_SECOND = 1 << 20;

    /** While an upload is late, other tries wait for the patience divided by this. */
    private static final int IMPATIENCE = 30;

    /** Late uploads hold threads, or wait for one. */
    private static final int MOST_LATE = 32;

    private final MediumStore store;
    private final Duration patience;
    private final SharedThreads threads;
    private final Set<MediumFile> late = ConcurrentHashMap.newKeySet();

    /** An outcome that no try takes belongs to an event that was given up. */
    private final Cache<MediumFile, CompletableFuture<String>> underWay = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofHours(1))
            .executor(Runnable::run)
            .build();

    /**
     * @param threads where uploads run; the store has a share of them, however long it takes
     * @param patience how long an upload of a small medium may take
     */
    Uploads(MediumStore store, SharedThreads threads, Duration patience) {
        this.store = store;
        this.threads = threads;
        this.patience = patience;
    }

    /**
     * Stores a medium, as {@link MediumStore#store} does.
     *
     * @throws IOException also if the store takes longer than it may
     */
    String store(MediumFile medium) throws IOException {
        if (late.size() >= MOST_LATE && underWay.getIfPresent(medium) == null) {
            throw new IOException("the store does not answer");
        }
        CompletableFuture<String> upload = underWay.get(medium, this::begun);
        try {
            String location = upload.get(patience(medium).toMillis(), TimeUnit.MILLISECONDS);
            underWay.invalidate(medium);
            return location;
        } catch (TimeoutException goesOn) {
            late.add(medium);
            if (upload.isDone()) {
                late.remove(medium);
            }
            throw new IOException("the store has not answered yet, the upload goes on");
        } catch (ExecutionException failure) {
            underWay.invalidate(medium);
            throw cause(failure);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("the program is stopping");
        }
    }

    /** A try does not wait for an upload that is late already: other events need its worker. */
    private Duration patience(MediumFile medium) {
        if (late.isEmpty()) {
            return patience.plusSeconds(medium.size() / BYTES_A_SECOND);
        }
        return late.contains(medium) ? Duration.ZERO : patience.dividedBy(IMPATIENCE);
    }

    private CompletableFuture<String> begun(MediumFile medium) {
        CompletableFuture<String> upload = new CompletableFuture<>();
        threads.execute(new Share("store", medium.name().toString()), () -> {
            try {
                upload.complete(store.store(medium));
            } catch (IOException | RuntimeException | Error failure) {
                // Otherwise the next try would take this failure, and not try.
                underWay.invalidate(medium);
                upload.completeExceptionally(failure);
            }
            late.remove(medium);
        });
        return upload;
    }

    private static IOException cause(ExecutionException failure) {
        if (failure.getCause() instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return failure.getCause() instanceof IOException same ? same : new IOException(failure.getCause());
    }
}
