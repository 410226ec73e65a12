package dev.mediahook.api;

import dev.mediahook.view.PageView;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** A page of a listing and where the next one begins. */
final class Pages {

    private Pages() {}

    /**
     * Makes a page.
     *
     * @param found one more than the limit where there are more
     * @param number what the cursor is made of
     */
    static <T, V> PageView<V> page(List<T> found, int limit, Function<T, V> view, ToLongFunction<T> number) {
        List<T> shown = found.size() > limit ? found.subList(0, limit) : found;
        String next = found.size() > limit ? ApiCall.cursor(number.applyAsLong(shown.get(limit - 1))) : null;
        return new PageView<>(shown.stream().map(view).toList(), next);
    }
}
