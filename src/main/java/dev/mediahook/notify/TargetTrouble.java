package dev.mediahook.notify;

import java.time.Instant;

/** Since when a target has accepted nothing, and its last cause, without a query. */
public record TargetTrouble(Instant since, String cause) {}
