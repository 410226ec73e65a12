package dev.mediahook.event;

import org.jspecify.annotations.Nullable;

/** What went wrong: in the sender's own words, or in ours for a medium that could not be fetched. */
public record SenderError(@Nullable String code, @Nullable String message) {}
