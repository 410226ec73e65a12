package dev.mediahook.api;

import dev.mediahook.view.JsonText;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The newest changes of this program, for clients that watch. The number is limited; a client that falls behind is told
 * so. A change is shown a moment after it was made. By then it is on disk, so a client that asks for details finds
 * them.
 */
public final class LiveHub {

    /** How often new changes are shown. */
    public static final Duration TICK = Duration.ofMillis(250);

    static final int MOST = 5000;

    /**
     * Something that happened.
     *
     * @param number a counter
     * @param kind {@code job}, {@code event}, {@code rejection} or {@code notification}
     */
    record Change(long number, String kind, String json) {}

    private record Coming(String kind, Object view, long nanos) {}

    private final String run;
    private final LongSupplier nanoTime;
    private final JsonText json;
    private final Deque<Coming> coming = new ArrayDeque<>();
    private final Deque<Change> newest = new ArrayDeque<>();
    private List<Runnable> waiting = new ArrayList<>();
    private boolean watched;
    private long last;

    /**
     * @param run a word that identifies this run of the program; without a dash
     * @param json writes the views
     */
    public LiveHub(String run, LongSupplier nanoTime, JsonText json) {
        this.run = run;
        this.nanoTime = nanoTime;
        this.json = json;
    }

    /** Publishes a change that will be on disk in a moment. */
    public synchronized void publish(String kind, Object view) {
        if (!watched) {
            return;
        }
        if (coming.size() == MOST) {
            coming.removeFirst();
            // Leaves a gap before the remaining changes, so that all clients notice that something is missing.
            newest.clear();
            last++;
        }
        coming.addLast(new Coming(kind, view, nanoTime.getAsLong()));
    }

    /** Shows what was published a moment ago. Called every {@link #TICK}. */
    public void tick() {
        List<Runnable> woken;
        synchronized (this) {
            long now = nanoTime.getAsLong();
            while (!coming.isEmpty() && now - coming.getFirst().nanos() >= TICK.toNanos()) {
                Coming next = coming.removeFirst();
                newest.addLast(new Change(++last, next.kind(), json.of(next.view())));
                if (newest.size() > MOST) {
                    newest.removeFirst();
                }
            }
            woken = waiting;
            waiting = new ArrayList<>();
        }
        woken.forEach(Runnable::run);
    }

    /** Runs a task at the next tick. */
    synchronized void await(Runnable more) {
        waiting.add(more);
    }

    /** The changes after a number, at most {@code most}; empty if some of them are no longer in memory. */
    synchronized Optional<List<Change>> after(long number, int most) {
        if (number > last || (!newest.isEmpty() && number < newest.getFirst().number() - 1)) {
            return Optional.empty();
        }
        return Optional.of(newest.stream()
                .filter(change -> change.number() > number)
                .limit(most)
                .toList());
    }

    /** The number of the newest change. From now on, changes are recorded. */
    synchronized long last() {
        watched = true;
        return last;
    }

    /** The id of a change, which {@code Last-Event-ID} returns. */
    String id(long number) {
        return run + "-" + number;
    }

    /** The number in an id of this run; empty for any other text. */
    Optional<Long> number(String id) {
        String digits = id.startsWith(run + "-") ? id.substring(run.length() + 1) : "";
        return digits.matches("\\d{1,18}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }
}
