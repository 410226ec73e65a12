package dev.mediahook.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Keeps media, each completely or not at all. Storing a medium again gives the same name and no second copy. */
public interface MediumStore {

    /**
     * Stores a medium and returns its location once it can be read there. The medium's file stays where it is.
     *
     * @throws IOException if that failed; a later try may succeed
     */
    String store(MediumFile medium) throws IOException;

    /** Whether the store keeps the fetched file itself, under a second name, instead of a copy. */
    boolean keepsTheFile();

    /** Whether a medium that was stored is still there with its size. */
    boolean holds(String name, long size);

    /**
     * A part of a stored medium; empty if the medium is not there with this size, or if this store can't read. The
     * caller closes it.
     *
     * @param size of the whole medium, in bytes
     * @param from the first byte of the part, counted from 0
     * @param length of the part, in bytes
     * @throws IOException if the store can't be read
     */
    default Optional<InputStream> read(String name, long size, long from, long length) throws IOException {
        return Optional.empty();
    }

    /**
     * Deletes what was stored under a name, and the folders that are empty without it.
     *
     * @return false if this store can't delete anything
     * @throws IOException if it could not be deleted
     */
    default boolean delete(MediumName name) throws IOException {
        return false;
    }
}
