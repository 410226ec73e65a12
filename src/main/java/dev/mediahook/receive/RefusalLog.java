package dev.mediahook.receive;

import dev.mediahook.log.EventLog;
import dev.mediahook.work.Schedule;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;

/**
 * Logs the first refusals of a kind one by one, and a few seconds later the number of the others, so that refused
 * deliveries can't fill the disk. The metrics count every refusal.
 */
final class RefusalLog {

    private static final Logger LOG = EventLog.of(Refusals.class);
    private static final int WRITTEN = 5;
    private static final Duration WINDOW = Duration.ofSeconds(5);

    private final Schedule schedule;
    private final Map<Kind, Long> recent = new ConcurrentHashMap<>();

    private record Kind(String sender, RefusalCause cause) {}

    RefusalLog(Schedule schedule) {
        this.schedule = schedule;
    }

    void add(Refusal refusal) {
        Kind kind = new Kind(refusal.sender(), refusal.cause());
        long count = recent.merge(kind, 1L, Long::sum);
        if (count == 1) {
            sumUpLater(kind);
        }
        if (count <= WRITTEN) {
            LOG.warn(
                    "sender={} delivery refused cause={} bytes={} sha256={}{}",
                    refusal.sender(),
                    refusal.cause().word(),
                    refusal.bytes(),
                    refusal.sha256(),
                    refusal.detail() == null ? "" : " detail=\"" + refusal.detail() + "\"");
        }
    }

    private void sumUpLater(Kind kind) {
        try {
            schedule.once("refusals", WINDOW, () -> sumUp(kind));
        } catch (RejectedExecutionException stopping) {
            recent.remove(kind);
        }
    }

    private void sumUp(Kind kind) {
        Long count = recent.remove(kind);
        if (count != null && count > WRITTEN) {
            LOG.warn(
                    "sender={} deliveries refused cause={} more={} seconds={}",
                    kind.sender(),
                    kind.cause().word(),
                    count - WRITTEN,
                    WINDOW.toSeconds());
        }
    }
}
