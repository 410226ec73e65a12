package dev.mediahook.receive;

import java.time.Duration;

/**
 * What a request gets by its head alone, before its body is read.
 *
 * @param maxBytes of the body; 0: none of it is read
 * @param pause before it is worked on
 * @param patience how long it may take from its last byte to its answer
 */
public record Admission(int maxBytes, Duration pause, Duration patience) {}
