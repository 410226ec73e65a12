package dev.mediahook.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A target of notifications.
 *
 * @param uri without options, credentials and query
 * @param senders the senders that the target is told about; empty: all
 * @param types the types of notifications that the target is sent; empty: all
 * @param pending how many notifications the target has yet to take, counted up to 10,000
 * @param dead how many notifications the target never took, counted up to 10,000
 * @param awaySince null if the target took the last notification
 * @param reason why the target did not take the last notification, or null
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
