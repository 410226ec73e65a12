package dev.mediahook.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing.
 *
 * @param next where the next page begins; null if this is the last
 */
public record PageView<T>(List<T> items, @Nullable String next) {}
