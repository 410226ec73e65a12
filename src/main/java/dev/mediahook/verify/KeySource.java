package dev.mediahook.verify;

import java.io.IOException;
import java.net.URI;

/** Fetches what a sender publishes its public keys in. */
@FunctionalInterface
public interface KeySource {

    /**
     * The document at an address.
     *
     * @throws IOException if it can't be had whole and in time, or is larger than a set of keys ever is; its message names no
     *     more of the address than the host
     */
    byte[] fetch(URI address) throws IOException;
}
