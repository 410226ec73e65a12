package dev.mediahook.packaged.attack;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Counts the requests that were sent and the answers to them. */
public final class Tally {

    private final AtomicLong sent = new AtomicLong();
    private final Map<Integer, AtomicLong> answers = new ConcurrentSkipListMap<>();

    public void sent() {
        sent.incrementAndGet();
    }

    /**
     * @param status the answer's status; 0 if there was no answer
     */
    public void answered(int status) {
        answers.computeIfAbsent(status, none -> new AtomicLong()).incrementAndGet();
    }

    public long sentSoFar() {
        return sent.get();
    }

    public long answeredWith(int status) {
        AtomicLong count = answers.get(status);
        return count == null ? 0 : count.get();
    }

    /** How often each status came, such as {@code 200 x 12, 503 x 3}. */
    public String byStatus() {
        return answers.entrySet().stream()
                .map(one -> one.getKey() + " x " + one.getValue())
                .collect(Collectors.joining(", "));
    }
}
