package dev.mediahook.fetch;

/** A wanted medium that is here, whole, in a temporary file. */
public record Fetched(Wanted wanted, Download download) {}
