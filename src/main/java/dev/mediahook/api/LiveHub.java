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
 * The newest changes of this program, for those who watch. Bounded: whoever falls behind is told so. A change is shown a
 * moment after it was made, when it is on disk, so that whoever asks for more finds it.
 */
public final class LiveHub {

    /** How often those who watch are shown what is new. */
    public static final Duration TICK = Duration.ofMillis(250);

    static final int MOST = 5000;

    /**
     * Something that happened.
     *
     * @param number counts up
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
     * @param run a word that no other run of the program has; without a dash
     * @param json writes what has changed
     */
    public LiveHub(String run, LongSupplier nanoTime, JsonText json) {
        this.run = run;
        this.nanoTime = nanoTime;
        this.json = json;
    }

    /** Something has changed, and will be on disk in a moment. */
    public synchronized void publish(String kind, Object view) {
        if (!watched) {
            return;
        }
        if (coming.size() == MOST) {
            coming.removeFirst();
            // It leaves a gap before all that is left, so that everybody who watches hears that something is missing.
            newest.clear();
            last++;
        }
        coming.addLast(new Coming(kind, view, nanoTime.getAsLong()));
    }

    /** Shows what was published a moment ago; called every {@link #TICK}. */
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

    /** Has something run at the next tick. */
    synchronized void await(Runnable more) {
        waiting.add(more);
    }

    /** The changes after one, at most so many; nothing if some of them are no longer here. */
    synchronized Optional<List<Change>> after(long number, int most) {
        if (number > last || (!newest.isEmpty() && number < newest.getFirst().number() - 1)) {
            return Optional.empty();
        }
        return Optional.of(newest.stream()
                .filter(change -> change.number() > number)
                .limit(most)
                .toList());
    }

    /** The newest change by now; from here on changes are remembered. */
    synchronized long last() {
        watched = true;
        return last;
    }

    /** The id of a change, as {@code Last-Event-ID} brings it back. */
    String id(long number) {
        return run + "-" + number;
    }

    /** The number of an id of this run; nothing for any other text. */
    Optional<Long> number(String id) {
        String digits = id.startsWith(run + "-") ? id.substring(run.length() + 1) : "";
        return digits.matches("\\d{1,18}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }
}
