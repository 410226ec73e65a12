package dev.mediahook.receive;

import org.jspecify.annotations.Nullable;

/** How large a request's body may be, known by its head. */
@FunctionalInterface
public interface BodyLimit {

    /**
     * The most bytes that are kept of it.
     *
     * @param authorization the header's value, null if there is none
     */
    int bytes(String path, @Nullable String authorization);
}
