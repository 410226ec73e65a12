package dev.mediahook.view;

import dev.mediahook.delivery.ShownHeaders;
import org.jspecify.annotations.Nullable;

/**
 * One header of a delivery.
 *
 * @param name in lower case
 * @param value null if the value is hidden, since it is a signature or may be a secret
 */
public record HeaderView(String name, @Nullable String value) {

    public static HeaderView of(ShownHeaders.Header header) {
        return new HeaderView(header.name(), header.value());
    }
}
