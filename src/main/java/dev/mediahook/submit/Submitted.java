package dev.mediahook.submit;

/** A job that a sender has taken on. */
public record Submitted(String sender, String jobId) {}
