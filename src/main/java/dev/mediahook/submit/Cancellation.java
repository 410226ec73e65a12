package dev.mediahook.submit;

/** A job that a caller no longer wants. */
public record Cancellation(String sender, String jobId) {}
