package dev.mediahook.store;

import dev.mediahook.fetch.Fetched;

/** A fetched medium that is in the store. */
public record StoredDownload(Fetched fetched, StoredMedium stored) {}
