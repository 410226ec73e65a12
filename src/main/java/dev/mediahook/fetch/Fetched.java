package dev.mediahook.fetch;

/** A wanted medium that is here, whole, in a temporary file. */
public record Fetched(MediumToFetch wanted, Download download) {}
