package dev.mediahook.observe;

import dev.mediahook.event.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts media: how many were stored and how long before the end of their URLs, and how many were lost. */
public final class MediaMeters {

    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> atRisk = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> waiting = new ConcurrentHashMap<>();

    public MediaMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * A medium was stored.
     *
     * @param took how long its transfer took
     * @param margin the time between storing the medium and the end of its URL; negative if it was stored later, null
     *     if the end is not known
     */
    public void stored(String sender, long bytes, Duration took, @Nullable Duration margin) {
        Timer.builder("mediahook.media.fetch")
                .description("How long the transfer of a medium that was stored took")
                .serviceLevelObjectives(
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(5))
                .tag("sender", sender)
                .register(registry)
                .record(took);
        Counter.builder("mediahook.media.stored")
                .description("Media that were fetched and stored")
                .tag("sender", sender)
                .register(registry)
                .increment();
        Counter.builder("mediahook.media.stored.bytes")
                .description("Bytes of the media that were fetched and stored")
                .tag("sender", sender)
                .register(registry)
                .increment((double) bytes);
        if (margin != null) {
            Timer.builder("mediahook.media.margin")
                    .description("Time left of a medium's URL when the medium was stored")
                    .serviceLevelObjectives(
                            Duration.ofSeconds(10),
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(3),
                            Duration.ofMinutes(5),
                            Duration.ofMinutes(8),
                            Duration.ofMinutes(10))
                    .tag("sender", sender)
                    .register(registry)
                    .record(margin.isNegative() ? Duration.ZERO : margin);
        }
    }

    /** Sets how many media of a sender are near their deadline and not stored. */
    public void atRisk(String sender, int media) {
        atRisk.computeIfAbsent(
                        sender, of -> gauge(of, "at.risk", "Media that near the end of their URL and are not stored"))
                .set(media);
    }

    /** Sets how many media of a sender wait for another transfer to end before theirs can begin. */
    public void waiting(String sender, int media) {
        waiting.computeIfAbsent(sender, of -> gauge(of, "waiting", "Media that wait for their turn to be transferred"))
                .set(media);
    }

    private AtomicInteger gauge(String sender, String name, String description) {
        AtomicInteger value = new AtomicInteger();
        Gauge.builder("mediahook.media." + name, value, AtomicInteger::doubleValue)
                .description(description)
                .tag("sender", sender)
                .register(registry);
        return value;
    }

    /** A paid medium could not be fetched. */
    public void lost(String sender, Reason reason) {
        Counter.builder("mediahook.media.lost")
                .description("Events whose media could not be had, by the reason; each is dead and can be replayed")
                .tag("sender", sender)
                .tag("reason", reason.word())
                .register(registry)
                .increment();
    }
}
