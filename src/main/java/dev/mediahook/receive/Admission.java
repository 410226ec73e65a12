package dev.mediahook.receive;

import java.time.Duration;

/**
 * The limits of a request, set from its head alone, before its body is read.
 *
 * @param maxBytes the most bytes of the body that are read; 0: none
 * @param pause how long the request waits before it is processed
 * @param patience how long the answer may take after the request's last byte
 */
public record Admission(int maxBytes, Duration pause, Duration patience) {}
