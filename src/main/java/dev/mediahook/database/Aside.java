package dev.mediahook.database;

/** Takes writes that can't be done yet because of somebody else. */
interface Aside {

    /** Somebody else is writing the same just now. */
    void contended(Task<?, ?> task);

    /** Somebody else holds a row of it; false if that has been so for too long. */
    boolean locked(Task<?, ?> task);
}
