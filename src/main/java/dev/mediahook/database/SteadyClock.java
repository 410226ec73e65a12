package dev.mediahook.database;

import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that never goes back. If its source is set back, this clock continues from its last time and runs an eighth
 * slower until both agree again. So what is due in a minute still happens in about a minute.
 */
final class SteadyClock implements InstantSource {

    private static final int SHARE_LOST = 8;

    private final InstantSource behind;
    private long seen;
    private long ahead;
    private long sinceLoss;

    /**
     * @param least the earliest time that this clock returns
     */
    SteadyClock(InstantSource behind, long least) {
        this.behind = behind;
        this.seen = behind.millis();
        this.ahead = Math.max(0, least - seen);
    }

    @Override
    public synchronized long millis() {
        long now = behind.millis();
        long passed = now - seen;
        seen = now;
        if (passed < 0) {
            ahead -= passed;
        } else if (ahead > 0) {
            sinceLoss += passed;
            ahead = Math.max(0, ahead - sinceLoss / SHARE_LOST);
            sinceLoss %= SHARE_LOST;
        }
        return now + ahead;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }
}
