package dev.mediahook.fetch;

/** A wanted medium that has arrived completely, in a temporary file. */
public record Fetched(MediumToFetch wanted, Download download) {}
