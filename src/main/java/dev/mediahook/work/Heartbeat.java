package dev.mediahook.work;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Shows that a loop or a repeated task is still running. Counts from the first beat. */
final class Heartbeat {

    private final Duration silence;
    private final Predicate<Thread> gone;
    private volatile @Nullable Beat last;

    private record Beat(Thread thread, long nanos) {}

    /**
     * @param silence the longest time without a beat
     * @param gone whether no beat can come any more because this thread has ended
     */
    Heartbeat(Duration silence, Predicate<Thread> gone) {
        this.silence = silence;
        this.gone = gone;
    }

    /** Called when the calling thread begins a turn. */
    void beat() {
        last = new Beat(Thread.currentThread(), System.nanoTime());
    }

    /** The loop ends as intended: no further beat is expected. */
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
