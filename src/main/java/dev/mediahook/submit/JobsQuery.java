package dev.mediahook.submit;

/** Asks a sender for its newest jobs. */
public record JobsQuery(String sender) {}
