package dev.mediahook.receive;

import org.jspecify.annotations.Nullable;

/** How large a request's body may be, decided by its head. */
@FunctionalInterface
public interface BodyLimit {

    /**
     * The most bytes of the body that are kept.
     *
     * @param authorization the header's value, null if there is none
     */
    int bytes(String path, @Nullable String authorization);
}
