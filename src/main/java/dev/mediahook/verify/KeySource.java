package dev.mediahook.verify;

import java.io.IOException;
import java.net.URI;

/** Fetches the documents in which senders publish their public keys. */
@FunctionalInterface
public interface KeySource {

    /**
     * The document at an address.
     *
     * @throws IOException if the document can't be fetched completely and in time, or is larger than any key set; the
     *     message names only the host of the address
     */
    byte[] fetch(URI address) throws IOException;
}
