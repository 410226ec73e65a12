package dev.mediahook.submit;

import java.time.Instant;

/** A job in a sender's own list of them. */
public record ListedJob(String jobId, Instant createdAt) {}
