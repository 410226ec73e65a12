package dev.mediahook.overview;

import dev.mediahook.overview.OverviewView.Counts;
import dev.mediahook.overview.OverviewView.Latency;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the overview, at most once a second, however many people look at it. */
public final class Overview {

    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int MINUTE_SECONDS = 60;

    private final Traffic traffic;
    private final InboxLook look;
    private final SharedRefusals refusals;
    private final Duration usualLife;
    private final InstantSource clock;
    private @Nullable OverviewView last;

    /**
     * @param look shared with {@link InboxMeters}, so that what the meters have counted need not be counted again for a
     *     screen
     * @param usualLife how far ahead the deadline of an event without media lies
     */
    public Overview(Traffic traffic, InboxLook look, SharedRefusals refusals, Duration usualLife, InstantSource clock) {
        this.traffic = traffic;
        this.look = look;
        this.refusals = refusals;
        this.usualLife = usualLife;
        this.clock = clock;
    }

    /** The overview of now, or of a moment ago. */
    public synchronized OverviewView now() {
        Instant now = clock.instant();
        OverviewView known = last;
        if (known == null || known.at().plus(FRESH).isBefore(now) || known.at().isAfter(now)) {
            known = make(now);
            last = known;
        }
        return known;
    }

    private OverviewView make(Instant now) {
        int p50 = traffic.latencies().percentile(now.toEpochMilli(), 50);
        int p99 = traffic.latencies().percentile(now.toEpochMilli(), 99);
        return new OverviewView(
                now,
                counts(60, 1),
                counts(144, 10),
                new Latency(p50 == 0 ? null : p50, p99 == 0 ? null : p99),
                look.inbox(now),
                look.dying(now, usualLife),
                RefusalGroups.of(refusals.recent()));
    }

    private Counts counts(int parts, int minutes) {
        return new Counts(
                traffic.from(parts, minutes),
                minutes * MINUTE_SECONDS,
                counts(Flow.ACCEPTED, parts, minutes),
                counts(Flow.REPEATS, parts, minutes),
                counts(Flow.REFUSED, parts, minutes),
                counts(Flow.DEAD, parts, minutes),
                counts(Flow.STORED, parts, minutes));
    }

    private List<Integer> counts(Flow flow, int parts, int minutes) {
        return Arrays.stream(traffic.of(flow, parts, minutes)).boxed().toList();
    }
}
