package dev.mediahook.database;

/** Takes writes that have to wait for somebody else's row. */
interface Aside {

    /** Another program is writing the same just now. */
    void contended(Task<?, ?> task);

    /** Another program holds a row that this write needs; false if it has held it for too long. */
    boolean locked(Task<?, ?> task);
}
