package dev.mediahook.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is told.
 *
 * @param uri without options, credentials and query
 * @param senders those that it hears of; empty: all
 * @param types those that it hears of; empty: all
 * @param pending how many it has yet to hear of, counted up to 10,000
 * @param dead how many it never heard of, counted up to 10,000
 * @param awaySince null if it took the last one
 * @param reason why it did not, or null
 */
public record TargetView(
        String name,
        String uri,
        List<String> senders,
        List<String> types,
        boolean paused,
        int pending,
        int dead,
        @Nullable Instant awaySince,
        @Nullable String reason) {}
