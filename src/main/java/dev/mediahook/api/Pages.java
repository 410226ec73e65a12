package dev.mediahook.api;

import dev.mediahook.database.Sieve;
import dev.mediahook.view.PageView;
import java.util.function.Function;

/** A page of a listing, and where the next one starts. */
final class Pages {

    private Pages() {}

    static <T, V> PageView<V> page(String listing, Sieve.Found<T> found, Function<T, V> view) {
        String next =
                found.next().isPresent() ? ApiCall.cursor(listing, found.next().getAsLong()) : null;
        return new PageView<>(found.rows().stream().map(view).toList(), next);
    }
}
