package dev.mediahook.view;

import java.util.List;

/** A listing that is shown whole. */
public record ListView<T>(List<T> items) {}
