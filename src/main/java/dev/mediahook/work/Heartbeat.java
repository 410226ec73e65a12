package dev.mediahook.work;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The word of a loop, or of a repeated task, that it goes on. Counts from the first beat on. */
final class Heartbeat {

    private final Duration silence;
    private final Predicate<Thread> gone;
    private volatile @Nullable Beat last;

    private record Beat(Thread thread, long nanos) {}

    /**
     * @param silence how long no beat may come
     * @param gone whether with this thread all hope for a beat has ended
     */
    Heartbeat(Duration silence, Predicate<Thread> gone) {
        this.silence = silence;
        this.gone = gone;
    }

    /** The calling thread begins a turn. */
    void beat() {
        last = new Beat(Thread.currentThread(), System.nanoTime());
    }

    /** The loop ends as it should: nothing is expected of it any more. */
    void stop() {
        last = null;
    }

    /** What is wrong at this time of {@link System#nanoTime}. */
    Optional<String> fault(long now) {
        Beat beat = last;
        if (beat == null) {
            return Optional.empty();
        }
        if (gone.test(beat.thread())) {
            return Optional.of("thread is gone");
        }
        Duration since = Duration.ofNanos(now - beat.nanos());
        return since.compareTo(silence) > 0 ? Optional.of("no beat for " + since.toSeconds() + "s") : Optional.empty();
    }
}
