package dev.mediahook.notify;

import java.time.Instant;

/** Since when a target has taken nothing, and what it said last; without a query. */
public record TargetTrouble(Instant since, String cause) {}
